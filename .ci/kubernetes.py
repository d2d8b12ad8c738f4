"""Checks the Job in examples/ against the schema of Kubernetes, and what the schema cannot say.

The schemas come with the package: nothing is fetched.
"""

import sys

import kubernetes_validate
import yaml

# podFailurePolicy is stable in it, and backoffLimitPerIndex on by default.
VERSION = "1.31"

job = yaml.safe_load(open(sys.argv[1], encoding="utf-8"))
for version in (VERSION, kubernetes_validate.latest_version()):
    kubernetes_validate.validate(job, version, strict=True)

spec = job["spec"]
container = spec["template"]["spec"]["containers"][0]
arguments = container["args"]
shard = arguments[arguments.index("--manh") + 1]
rules = spec["podFailurePolicy"]["rules"]
refused = [rule for rule in rules if rule["action"] == "FailIndex"]
checks = {
    "as many shards as completions": shard == f"tu-dong/{spec['completions']}",
    "each pod gets a number": spec["completionMode"] == "Indexed",
    "a shard is tried again": spec["backoffLimitPerIndex"] > 0,
    "wrong input is not": [rule["onExitCodes"]["values"] for rule in refused] == [[2]],
    "the rule is about this container": refused[0]["onExitCodes"]["containerName"] == container["name"],
    "podFailurePolicy asks for Never": spec["template"]["spec"]["restartPolicy"] == "Never",
    "a bad row is no failure": "--chiu-loi" in arguments,
}
faults = [what for what, holds in checks.items() if not holds]
for fault in faults:
    print(f"FAILED: kubernetes: {fault}")
print(f"kubernetes: {len(checks) - len(faults)} of {len(checks)} hold, valid for {VERSION} and {kubernetes_validate.latest_version()}")
sys.exit(bool(faults))
