#!/usr/bin/python3
"""How long until the report is ready to read: from opening the file to the last chart drawn, in Debian's chromium.

    tests/bench/report_page.py out/report.nl.html --rounds 7
"""
import argparse
import pathlib
import statistics
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "analysis"))
import browser                                                             # noqa: E402

WIDTHS = {"desk": 1280, "phone": 390}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=pathlib.Path, help="a report, as `doorstroom report` writes it")
    parser.add_argument("--rounds", type=int, default=7)
    arguments = parser.parse_args()
    if not browser.is_here():
        sys.exit("report_page.py: needs chromium, chromium-driver and python3-selenium")
    driver = browser.start()
    print("| page | width | ready, ms: median | least | most | kB |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, width in WIDTHS.items():
        browser.set_size(driver, width)
        took = []
        for _ in range(arguments.rounds + 1):
            driver.get("about:blank")
            driver.get(arguments.file.resolve().as_uri())
            took.append(int(driver.execute_script("return document.documentElement.dataset.ready")))
        took = took[1:]                                                    # the first warms up
        print(f"| {name} | {width} | {statistics.median(took):.0f} | {min(took)} | {max(took)} | {arguments.file.stat().st_size // 1000:,} |")
    driver.quit()


if __name__ == "__main__":
    main()
