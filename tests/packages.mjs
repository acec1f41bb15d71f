/**
 * Debian packages that only tests need (a browser, speech, a stranger's log tools, a network laboratory), each with a
 * file that shows it is there.
 */
export const testPackages = [
  ['chromium', '/usr/bin/chromium'],
  ['cage', '/usr/bin/cage'],
  ['xwayland', '/usr/bin/Xwayland'],
  ['coturn', '/usr/bin/turnserver'],
  ['openssl', '/usr/bin/openssl'],
  ['libnss3-tools', '/usr/bin/certutil'],
  ['espeak-ng', '/usr/bin/espeak-ng'],
  ['opus-tools', '/usr/bin/opusenc'],
  ['golang-go', '/usr/bin/go'],
  ['golang-golang-x-mod-dev', '/usr/share/gocode/src/golang.org/x/mod/sumdb/note/note.go'],
  ['systemd', '/lib/systemd/systemd'],
  ['iproute2', '/usr/sbin/ip'],
  ['python3', '/usr/bin/python3'],
  ['procps', '/usr/bin/ps'],
  ['poppler-utils', '/usr/bin/pdftotext'],
  ['fonts-noto-core', '/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf'],
];
