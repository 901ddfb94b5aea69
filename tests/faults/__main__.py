"""`python -m tests.faults [PART …]`: faults on purpose, told in tests/faults/RESULTS.md."""

import argparse
import sys

from tests.faults import report


def main() -> int:
    """Run the parts; returns 1 if anything was lost, half or untold."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"{', '.join(report.PARTS)}; all if left out")
    parser.add_argument("--kills", type=int, default=100, help="of each kind of write")
    parser.add_argument("--seed", type=int, default=9)
    parser.add_argument("--json", action="store_true", help="print it, and write no table")
    return report.run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
