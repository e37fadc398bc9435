/** Does something a moment after it was asked for last. */
export class Delayed {
  private timer = 0;
  constructor(private readonly ms: number) {}
  run(act: () => void): void {
    this.stop();
    this.timer = window.setTimeout(act, this.ms);
  }
  stop(): void { clearTimeout(this.timer); }
}
