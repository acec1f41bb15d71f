/** Debian packages that only tests need: a browser, speech, a stranger's log tools, a network laboratory. */
export const testPackages = [
  'chromium',
  'espeak-ng',
  'golang-go',
  'golang-golang-x-mod-dev',
  'iproute2',
  'nftables',
  'python3',
  'fonts-noto-core',
];
