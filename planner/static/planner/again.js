/* A page that shows work going on in the background looks again by itself, unless somebody is busy on it. */
const LOOK_AGAIN_MILLISECONDS = 4000;

function isBusy() {
  const active = document.activeElement;
  return document.hidden || document.querySelector("main details[open]") || (active && active !== document.body);
}

setInterval(() => {
  if (!isBusy()) window.location.reload();
}, LOOK_AGAIN_MILLISECONDS);
