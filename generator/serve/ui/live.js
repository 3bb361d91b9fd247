// The connection to the server: states as they come, and word of it when the server is gone.
import { base } from "./dom.js";

const patience = 2000; // ms without a server before one says so
const nap = 10000; // ms by which a tick is late when the machine slept

/**
 * listen calls onState(state, first) for each state that the server sends, first being true for that of a new connection, and onLost(true)
 * when it does not answer for two seconds, onLost(false) when it does again.
 *
 * Only a page that can be seen is connected: browsers allow six connections to a host, and events hold one each, so a seventh tab would
 * otherwise wait for ever. A page that comes into view connects, is told the newest state and catches up.
 */
export function listen(onState, onLost) {
  let source, retry, alarm, ticked = Date.now(), tries = 0;

  function connect() {
    disconnect();
    let first = true;
    source = new EventSource(base + "events");
    source.addEventListener("state", (event) => {
      clearTimeout(alarm);
      alarm = undefined;
      tries = 0;
      onLost(false);
      onState(JSON.parse(event.data), first);
      first = false;
    });
    // Browsers differ in whether and how soon they try again by themselves, so that is done here.
    source.addEventListener("error", () => {
      disconnect();
      alarm ??= setTimeout(() => onLost(true), patience);
      retry = setTimeout(connect, Math.min(100 * 2 ** tries++, patience));
    });
  }
  function disconnect() {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  }
  function rest() {
    disconnect();
    clearTimeout(alarm);
    alarm = undefined;
  }

  const visible = () => document.visibilityState === "visible";
  document.addEventListener("visibilitychange", () => (visible() ? connect() : rest()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", (event) => event.persisted && visible() && connect());
  // After a sleep the connection may be dead without anybody having said so.
  setInterval(() => {
    const now = Date.now();
    if (now - ticked > nap + 1000 && visible()) connect();
    ticked = now;
  }, 1000);
  if (visible()) connect();
}
