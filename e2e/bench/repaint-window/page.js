// Repaints as many pixels as the workspace does, thirty times a second, and nothing else.
const canvas = document.getElementById('canvas');
const context = canvas.getContext('2d');
const repaintEveryMs = 33;
let last = 0;

globalThis.repaint = (width, height) => {
  canvas.width = width;
  canvas.height = height;
};

function frame(now) {
  if (now - last >= repaintEveryMs) {
    last = now;
    context.fillStyle = `hsl(${Math.floor(now / 20) % 360} 40% 20%)`;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
