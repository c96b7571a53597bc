// Hosts send `require-trusted-types-for 'script'`: text becomes neither markup nor script here, and the address of a script, such as
// the index of the search, is taken if it is of this site.
if (window.trustedTypes) {
  trustedTypes.createPolicy("default", {
    createScriptURL: (url) => (new URL(url, document.baseURI).origin === location.origin ? url : null),
  });
}
