"""Sites as a program publishes them."""

import contextlib
import pathlib
import shutil
import subprocess
import tempfile


@contextlib.contextmanager
def published(program, site):
    """The folder that a program publishes of a site. It is built in a copy, so that no output is left beside the site."""
    with tempfile.TemporaryDirectory() as folder:
        for part in ("content", "themes"):
            if (pathlib.Path(site) / part).is_dir():
                shutil.copytree(pathlib.Path(site) / part, pathlib.Path(folder) / part)
        built = subprocess.run([program, "build", "--quiet", "--root", folder], stderr=subprocess.PIPE, text=True)
        assert built.returncode == 0, built.stderr
        yield pathlib.Path(folder) / "output"
