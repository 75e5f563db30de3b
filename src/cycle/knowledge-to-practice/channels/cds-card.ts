import type { CardAdvice } from '../advice-content.ts';
import { makeCard } from '../cds-hooks/card.ts';
import { checkResponse } from '../cds-hooks/check-response.ts';
import type { Card } from '../cds-hooks/protocol.ts';
import type { NewReceipt, ReceiptBook } from '../receipt-book.ts';
import { defineChannel } from './define-channel.ts';

export interface CardDelivery {
  readonly book: ReceiptBook;
  readonly receipt: Omit<NewReceipt, 'channel' | 'suggestions'>;
  /** FHIR id of the patient the card is about */
  readonly patient: string;
  /** what is true of this patient, in sentences */
  readonly facts: readonly string[];
}

/** A card at the point of care, through CDS Hooks. The same call always gets the same card. */
export const cdsCard = defineChannel({
  id: 'cds-card',
  title: 'Card at the point of care',

  async deliver(advice: CardAdvice, { book, receipt, patient, facts }: CardDelivery) {
    const suggestions = advice.card.suggestions.length;
    const stored = await book.save({ ...receipt, channel: 'cds-card', suggestions });
    if (!stored.isShown || stored.patient !== patient) return { receipt: stored };
    return { receipt: stored, message: checkedCard(makeCard(advice, facts, patient, stored)) };
  },
});

/** A card of ours that breaks the rules is a bug: better none than one the client chokes on. */
function checkedCard(card: Card): Card {
  const wrong = checkResponse({ cards: [card] }).find(({ severity }) => severity === 'error');
  if (wrong) throw new Error(`cdsCard.deliver(): the card breaks ${wrong.rule} at ${wrong.path}`);
  return card;
}
