"""A real browser for the report: Debian's chromium, without a screen and without a network; and axe-core, fetched once."""
import base64
import hashlib
import io
import json
import pathlib
import shutil
import subprocess
import tarfile
import tempfile
import urllib.error
import urllib.request

CHROMIUM, DRIVER = pathlib.Path("/usr/bin/chromium"), pathlib.Path("/usr/bin/chromedriver")
AXE = "4.14.1"
AXE_SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="      # its `dist.integrity` at npm


def is_here():
    try:
        import selenium                                                    # noqa: F401
    except ImportError:
        return False
    return CHROMIUM.exists() and DRIVER.exists()


def start(downloads=None):
    """A browser that can reach files only, and remembers what it asked for and what went wrong."""
    from selenium import webdriver
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service
    options = Options()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--window-size=1280,900"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(service=Service(str(DRIVER)), options=options)
    driver.set_script_timeout(300)
    driver.execute_cdp_cmd("Network.enable", {})
    driver.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": True, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
    if downloads:
        driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads)})
    return driver


def set_size(driver, width, height=900):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})


def requests(driver):
    """What was asked for since the last time, but for the inside of the page itself."""
    asked = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            asked.append(message["params"]["request"]["url"])
    return [address for address in asked if not address.startswith(("data:", "blob:"))]


def print_to(driver, path):
    made = driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True, "preferCSSPageSize": True})
    path.write_bytes(base64.b64decode(made["data"]))


def axe(folder):
    """The source of axe-core, from `folder` or else from npm; None where there is no network to fetch it over."""
    path = folder / f"axe-core-{AXE}.min.js"
    if not path.exists():
        packed = fetched()
        if packed is None:
            return None
        if base64.b64encode(hashlib.sha512(packed).digest()).decode() != AXE_SHA512:
            raise ValueError(f"axe-core {AXE} from npm is not what it was")
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            content = archive.extractfile("package/axe.min.js").read()
        folder.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path.read_text(encoding="utf-8")


def fetched():
    """The package as npm hands it out: by npm itself where it is installed, as that knows of mirrors."""
    if shutil.which("npm"):
        with tempfile.TemporaryDirectory() as scratch:
            subprocess.run(["npm", "pack", f"axe-core@{AXE}", "--silent"], cwd=scratch, capture_output=True, timeout=300, check=False)
            packed = next(pathlib.Path(scratch).glob("*.tgz"), None)
            if packed:
                return packed.read_bytes()
    for _ in range(3):
        try:
            with urllib.request.urlopen(f"https://registry.npmjs.org/axe-core/-/axe-core-{AXE}.tgz", timeout=60) as answer:
                return answer.read()
        except urllib.error.HTTPError:
            raise                                                          # there is a network, and npm says no
        except OSError:
            continue
    return None
