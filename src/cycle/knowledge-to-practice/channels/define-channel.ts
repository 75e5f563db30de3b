import type { Effects } from '../../../core/effects.ts';
import type { Advice } from '../../handover.ts';
import type { StoredReceipt } from '../receipt-book.ts';

/** What a delivery leaves behind: always a receipt; the message only if it was to be shown. */
export interface Delivery<Message> {
  readonly receipt: StoredReceipt;
  readonly message?: Message;
}

/**
 * A way by which advice reaches people. `deliver` stores the receipt durably first and hands the message over after it:
 * impact counts exposure from receipts, so without receipt there is no delivery.
 */
export interface Channel<TheAdvice extends Advice, Params, Message> {
  /** = the advice's `channel` */
  readonly id: Advice['channel'];
  readonly title: string;
  deliver(advice: TheAdvice, params: Params, effects: Effects): Promise<Delivery<Message>>;
}

/** Declares a channel; the types of advice, params and message follow from `deliver`. */
export function defineChannel<TheAdvice extends Advice, Params, Message>(
  channel: Channel<TheAdvice, Params, Message>,
): Channel<TheAdvice, Params, Message> {
  return channel;
}
