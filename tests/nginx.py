"""Whether there is an nginx to test with; where there is none, `WHY_NOT` says so in one line."""

import shutil

#: The program, also where only root has its folder in the path.
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin") or ""
WHY_NOT = "" if NGINX else "there is no nginx here (Debian: nginx-light)"
