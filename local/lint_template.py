"""Run cfn-lint over the template as it is deployed, definitions included."""

import subprocess
import sys
from pathlib import Path

from local import build, template
from local.places import BUILD


def main() -> int:
    made = template.serialise(template.with_code(build.package().template, "artefacts", "code.zip"))
    path = BUILD / "template.json"
    path.write_text(made)
    command = [str(Path(sys.executable).parent / "cfn-lint"), "--regions", "ap-southeast-1"]
    return subprocess.run([*command, "--template", str(path)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
