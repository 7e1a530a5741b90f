// Looks into every message as a replica would, and answers only where it is asked to.
let levels = 0;

function take(port, message) {
  if (message.type === 'changes') for (const { market } of message.changes) levels += market.bids.length;
  if (message.answer) port.postMessage({ number: message.number, levels });
}

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (!port) return;
  port.addEventListener('message', ({ data }) => take(port, data));
  port.start();
  port.postMessage({ number: 0, levels });
});
