import { readFileSync } from 'node:fs';

const ROUNDS = 7;
const MESSAGES = 4000;
const ROUND_TRIPS = 2000;

const changes = JSON.parse(readFileSync(process.argv[2], 'utf8'));
let number = 0;
let answered = () => {};

process.parentPort.once('message', async ({ ports: [port] }) => {
  const isReady = new Promise((resolve) => (answered = resolve));
  port.on('message', ({ data }) => answered(data));
  port.start();
  await isReady;
  process.parentPort.postMessage({
    messagesPerRound: MESSAGES,
    messageBytes: JSON.stringify(changes).length,
    throughputMs: await times(ROUNDS, () => flood(port)),
    roundTripMs: await times(ROUND_TRIPS, () => ask(port, { type: 'ping' })),
    frameRoundTripMs: await times(ROUND_TRIPS / 4, () => ask(port, { type: 'changes', changes })),
  });
});

async function times(count, work) {
  await work();
  const taken = [];
  for (let round = 0; round < count; round += 1) {
    const start = performance.now();
    await work();
    taken.push(performance.now() - start);
  }
  return taken;
}

/** Sends frames as fast as they can be sent; done when the page has answered the last one. */
function flood(port) {
  for (let sent = 1; sent < MESSAGES; sent += 1) {
    number += 1;
    port.postMessage({ type: 'changes', number, changes });
  }
  return ask(port, { type: 'changes', changes });
}

function ask(port, message) {
  const answer = new Promise((resolve) => (answered = resolve));
  number += 1;
  port.postMessage({ ...message, number, answer: true });
  return answer;
}
