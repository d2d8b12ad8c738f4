#!/usr/bin/env bash
# Installs the programs that the proofs need and the machine lacks. Debian packages go to the
# system, everything else under target/tools, so that nothing is left in the clone.
set -euo pipefail
cd "$(dirname "$0")/.."
tools=target/tools
mkdir -p "$tools"

packages=()
need() { command -v "$1" >/dev/null || packages+=("$2"); }
need soffice libreoffice-writer
need pdftotext poppler-utils
need qpdf qpdf
need fc-match fontconfig
need java default-jre-headless
need mvn maven
need python3 python3-venv
# The local page is tried in a browser.
need chromium chromium
need chromedriver chromium-driver
need npm npm
# soffice may stand there without its word processor, python3 without venv.
if command -v soffice >/dev/null && command -v dpkg >/dev/null && ! dpkg -s libreoffice-writer >/dev/null 2>&1; then
    packages+=(libreoffice-writer)
fi
if command -v dpkg >/dev/null && ! dpkg -s libreoffice-calc >/dev/null 2>&1; then
    packages+=(libreoffice-calc)
fi
python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)

if [ "${#packages[@]}" -gt 0 ]; then
    root=()
    [ "$(id -u)" -eq 0 ] || root=(sudo)
    export DEBIAN_FRONTEND=noninteractive
    "${root[@]}" apt-get update -qq
    "${root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}" >"$tools/apt.log" 2>&1 ||
        { tail -n 30 "$tools/apt.log"; exit 1; }
fi

if [ ! -x "$tools/venv/bin/openxml-audit" ]; then
    python3 -m venv "$tools/venv"
    "$tools/venv/bin/pip" install --quiet --disable-pip-version-check openxml-audit==0.8.0
fi
# Fills workbooks as a unit would; LibreOffice then saves them.
"$tools/venv/bin/python" -c 'import openpyxl' 2>/dev/null ||
    "$tools/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5

# Holds the samples against the JSON Schema that the program writes.
"$tools/venv/bin/python" -c 'import jsonschema' 2>/dev/null ||
    "$tools/venv/bin/pip" install --quiet --disable-pip-version-check jsonschema==4.26.0
# Drives the browser; reads its pictures.
"$tools/venv/bin/python" -c 'import selenium, PIL' 2>/dev/null ||
    "$tools/venv/bin/pip" install --quiet --disable-pip-version-check selenium==4.51.0 pillow==13.0.0
# Finds faults of accessibility.
if [ ! -f "$tools/axe/package/axe.min.js" ]; then
    mkdir -p "$tools/axe"
    npm pack --silent --pack-destination "$tools/axe" axe-core@4.14.1 >/dev/null
    tar -xzf "$tools/axe/axe-core-4.14.1.tgz" -C "$tools/axe" package/axe.min.js package/LICENSE
fi
# Brings the schemas of Kubernetes with it.
"$tools/venv/bin/python" -c 'import kubernetes_validate' 2>/dev/null ||
    "$tools/venv/bin/pip" install --quiet --disable-pip-version-check kubernetes-validate==1.37.0

if ! ls "$tools"/verapdf/greenfield-apps-*.jar >/dev/null 2>&1; then
    mvn -B -q -f .ci/pom.xml dependency:copy-dependencies -DoutputDirectory="$PWD/$tools/verapdf"
fi

soffice --version
chromium --version
qpdf --version | sed -n 1p
"$tools/venv/bin/pip" --disable-pip-version-check list 2>/dev/null | grep -i openxml
java -cp "$tools/verapdf/*" org.verapdf.apps.GreenfieldCliWrapper --version | sed -n 1p
