"""Apache and nginx as Debian has them, each with a configuration of its own, on loopback."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

APACHE = "/usr/sbin/apache2"
NGINX = "/usr/sbin/nginx"
MODULES = "mpm_event authz_core dir mime negotiation rewrite setenvif headers alias autoindex deflate filter"
SITE = """
Listen 127.0.0.1:{port}
<VirtualHost 127.0.0.1:{port}>
  DocumentRoot {folder}
  <Directory {folder}>
    Require all granted
    AllowOverride All
    {rules}
  </Directory>
</VirtualHost>
"""
MAIN = """
ServerRoot {home}
ServerName localhost
PidFile {home}/pid
ErrorLog {home}/error.log
Mutex file:{home}
User www-data
Group www-data
{modules}
TypesConfig /etc/mime.types
Options +MultiViews +Indexes
AddOutputFilterByType DEFLATE text/html
StartServers 1
ThreadsPerChild 16
MaxRequestWorkers 16
ServerLimit 1
KeepAlive On
MaxKeepAliveRequests 0
KeepAliveTimeout 60
{sites}
"""
NGINX_MAIN = """
{user}
worker_processes 1;
pid {home}/pid;
error_log {home}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  include /etc/nginx/mime.types;
  client_body_temp_path {home}/body;
  proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi;
  uwsgi_temp_path {home}/uwsgi;
  scgi_temp_path {home}/scgi;
  keepalive_requests 1000000;
  include {home}/site.conf;
}}
"""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def apache(home: Path, sites: dict[int, tuple[Path, str]]) -> Iterator[None]:
    """Apache with folders by port, each with what is said of it in its <Directory>."""
    modules = "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
        for name in MODULES.split()
    )
    told = "".join(
        SITE.format(port=port, folder=folder, rules=rules)
        for port, (folder, rules) in sites.items()
    )
    conf = home / "apache.conf"
    conf.write_text(MAIN.format(home=home, modules=modules, sites=told))
    with _running([APACHE, "-f", str(conf), "-DFOREGROUND"], [*sites]):
        yield


@contextmanager
def nginx(home: Path, port: int, folder: Path, rules: str) -> Iterator[None]:
    """Nginx with the server that a site has rules for."""
    adapted = rules.replace("listen 80;", f"listen 127.0.0.1:{port};")
    adapted = adapted.replace("/var/www/stdpolicy", str(folder))
    (home / "site.conf").write_text(adapted)
    user = "user root;" if os.getuid() == 0 else ""
    (home / "nginx.conf").write_text(NGINX_MAIN.format(home=home, user=user))
    command = [NGINX, "-e", str(home / "error.log"), "-c", str(home / "nginx.conf")]
    with _running([*command, "-g", "daemon off;"], [port]):
        yield


@contextmanager
def _running(command: list[str], ports: list[int]) -> Iterator[None]:
    assert shutil.which(command[0]), f"needs {command[0]}"
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for port in ports:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=5).close()
                    break
                except OSError:
                    if process.poll() is not None:
                        raise AssertionError(process.communicate()[0].decode()) from None
                    time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=30)
