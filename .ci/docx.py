"""Validates every DOCX below a folder against the OOXML schema: `docx.py FOLDER`.

Uses openxml-audit, which also knows what makes Word offer to repair a file. One error in one file
fails the run; so does a folder without any DOCX.
"""

import sys
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity


def main(folder: Path) -> int:
    files = sorted(folder.rglob("*.docx"))
    if not files:
        print(f"FAILED: no DOCX below {folder}")
        return 1
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    bad = 0
    for file in files:
        result = validator.validate(str(file))
        errors = [error for error in result.errors if error.severity == ValidationSeverity.ERROR]
        if errors or not result.is_valid:
            bad += 1
            print(f"FAILED {file.relative_to(folder)}: {len(errors)} errors")
            for error in errors[:20]:
                print(f"    {error}")
    print(f"{len(files)} DOCX, {len(files) - bad} without error, {bad} with errors")
    return 1 if bad else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: docx.py FOLDER")
    sys.exit(main(Path(sys.argv[1])))
