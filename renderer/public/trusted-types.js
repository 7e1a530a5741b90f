// The page's first script. ECharts empties its container with `innerHTML = ''`, so exactly the empty
// string may pass; every other text that would become HTML or code is refused.
if (window.trustedTypes) {
  const refuse = () => {
    throw new TypeError('text must not become HTML or code in this window');
  };
  window.trustedTypes.createPolicy('default', {
    createHTML: (text) => (text === '' ? '' : refuse()),
    createScript: refuse,
    createScriptURL: refuse,
  });
}
