#!/bin/sh
# Installs what the tests need besides Python packages: Chromium, Firefox, Java, Node checkers, exiftool,
# a feed reader, a calendar, Tesseract, LibreOffice, web servers, OpenSSH, systemd.
# Where it may not install, it names the one line to run and fails.
set -eu
cd "$(dirname "$0")"

missing=""
need() { command -v "$1" >/dev/null 2>&1 || missing="$missing $2"; }
need chromium chromium
need firefox-esr firefox-esr
need java default-jre-headless
need npm npm
need exiftool libimage-exiftool-perl
need newsboat newsboat
need khal khal
need tesseract tesseract-ocr
[ -e /usr/share/tesseract-ocr/5/tessdata/vie.traineddata ] || missing="$missing tesseract-ocr-vie"
# Of LibreOffice what reads .doc, .rtf and .odt, without windows: 260 MB on disk.
need soffice libreoffice-writer-nogui
need minisign minisign
# A screen on which the real ibus-unikey writes into a browser's window.
need Xvfb xvfb
need xdotool xdotool
need openbox openbox
need dbus-daemon dbus-daemon
need ibus-daemon ibus
[ -e /usr/share/ibus/component/unikey.xml ] || missing="$missing ibus-unikey"
dpkg -s ibus-gtk3 >/dev/null 2>&1 || missing="$missing ibus-gtk3"
[ -x /usr/sbin/nginx ] || need nginx nginx-light
[ -x /usr/sbin/sshd ] || need sshd openssh-server
[ -x /usr/sbin/apache2 ] || need apache2 apache2
need htpasswd apache2-utils
need caddy caddy
need crontab cron
need systemd-analyze systemd
need curl curl
fc-list 2>/dev/null | grep -q NotoSerif || missing="$missing fonts-noto-core"

if [ -n "$missing" ]; then
    if [ "$(id -u)" = 0 ]; then
        apt-get update -q
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
    else
        echo "Tests need more programs. Run this one line, then try again:" >&2
        echo "    sudo apt-get update && sudo apt-get install -y$missing" >&2
        exit 1
    fi
fi

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
