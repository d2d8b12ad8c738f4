"""The JSON Schema of phong_trao.toml: every sample and `vanthu new` pass it, wrong keys and values do not.

usage: schema.py VANTHU FOLDER
"""

import datetime
import json
import pathlib
import subprocess
import sys
import tomllib

import jsonschema

# What an editor must tell: each a change of the example, by its path.
WRONG = [
    (["co_quan", "tenn"], "Sở Y tế"),
    (["ke_hoach", "ngay"], "ngày 15"),
    (["ngay_xet"], "31/12"),
    (["thoi_gian", "hang_nam"], "đúng"),
    (["hinh_thuc", 0, "doi_tuong"], "gia_dinh"),
    (["hinh_thuc", 0, "ma"], None),
    (["tieu_chuan", 1, "gom"], ["dung_han"]),
    (["tieu_chuan", 1, "loai"], "nguongg"),
    (["chi_tieu", 0, "so"], -1),
    (["hoi_dong"], "Hội đồng"),
    (["van_ban", "to_trinh", "kinh_gui"], True),
    (["van_ban", "to_trinhh"], {}),
    (["ten"], None),
]


def plain(value):
    """TOML as JSON: days are text."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def facts(path):
    with open(path, "rb") as file:
        return plain(tomllib.load(file))


def changed(source, path, value):
    copy = json.loads(json.dumps(source))
    place = copy
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return copy


def main():
    vanthu, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / "moi"
    subprocess.run([vanthu, "new", str(new)], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    failures = []
    sources = [path.parent for path in sorted(pathlib.Path("samples").glob("*/phong_trao.toml"))] + [new]
    for source in sources:
        text = subprocess.run([vanthu, "luoc_do", str(source)], check=True, capture_output=True, text=True).stdout
        schema = json.loads(text)
        jsonschema.Draft7Validator.check_schema(schema)
        validator = jsonschema.Draft7Validator(schema)
        for error in validator.iter_errors(facts(source / "phong_trao.toml")):
            failures.append(f"{source}: {'.'.join(map(str, error.absolute_path))}: {error.message[:200]}")
    good = facts(new / "phong_trao.toml")
    for path, value in WRONG:
        if validator.is_valid(changed(good, path, value)):
            failures.append(f"nothing is said of {path} = {value}")
    print("\n".join(failures) or f"{len(sources)} campaigns pass, {len(WRONG)} slips are told")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
