// Tells whether any of these rules finds all its marks: each a list of alternatives, selectors or "xpath/…". Reads only.
(rules) => {
  const exists = (selector) => {
    try {
      return selector.startsWith('xpath/')
        ? document.evaluate(selector.slice(6), document, null, XPathResult.ANY_UNORDERED_NODE_TYPE, null).singleNodeValue !== null
        : document.querySelector(selector) !== null;
    } catch { return true; } // of another dialect: autoconsent will tell
  };
  return rules.some((marks) => marks.every((alternatives) => alternatives.some(exists)));
}
