"""Sites, built for a reader to look at."""

import contextlib
import pathlib
import shutil
import subprocess
import tempfile


@contextlib.contextmanager
def built(program, site):
    """The output of a site that was built in a copy, so that no output is left beside the site."""
    with tempfile.TemporaryDirectory() as folder:
        for part in ("content", "themes"):
            if (pathlib.Path(site) / part).is_dir():
                shutil.copytree(pathlib.Path(site) / part, pathlib.Path(folder) / part)
        run = subprocess.run([program, "build", "--quiet", "--root", folder], stderr=subprocess.PIPE, text=True)
        assert run.returncode == 0, run.stderr
        yield pathlib.Path(folder) / "output"
