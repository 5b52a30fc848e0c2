// The one-time link carries its secret in the fragment, which no server and no log ever sees; the form sends it on.
const secret = location.hash.slice(1);
if (secret) {
  history.replaceState(null, '', location.pathname);
  document.getElementById('link').value = secret;
  document.getElementById('sign-in').submit();
}
