const schemes = [
  'http',
  'https',
  'ftp',
  'ws',
  'wss',
  'chrome',
  'devtools',
  'view-source:https',
  'filesystem:https',
  'vbscript',
];
const hosts = ['evil.example', 'desk', 'localhost', '127.0.0.1', '[::1]'];

/** Sixty addresses a hostile page could try to reach: ten schemes with five hosts, and ten of other kinds. */
export const hostileUrls: readonly string[] = [
  ...schemes.flatMap((scheme) => hosts.map((host) => `${scheme}://${host}/`)),
  'file:///etc/passwd',
  'file://server/share/run.exe',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'about:blank',
  'blob:app://desk/0b1d',
  'app://desk.evil/index.html',
  'app://me@desk/index.html',
  'mailto:me@evil.example',
  '',
];
