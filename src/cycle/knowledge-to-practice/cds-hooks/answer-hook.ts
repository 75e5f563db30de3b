/**
 * Answers one call of a CDS service. Every rule that fires leaves a durable receipt before its card is handed over, in
 * both arms alike. Trouble of ours never reaches the clinician: the answer is then an empty list of cards, and the owner
 * finds it in the log and the counts.
 */
import { formatDay } from '../../../core/day.ts';
import { type Digest, digestOf } from '../../../core/digest.ts';
import type { Effects } from '../../../core/effects.ts';
import { Fault } from '../../../core/fault.ts';
import type { PersonRecord } from '../../../engine/query/record.ts';
import type { Arm } from '../../handover.ts';
import { weekOf } from '../allocation.ts';
import { type ArmFinder, listUsedUp } from '../allocation-ledger.ts';
import { cdsCard } from '../channels/cds-card.ts';
import type { DayCounts } from '../day-counts.ts';
import type { ReceiptBook, WithheldBecause } from '../receipt-book.ts';
import { type Rollout, reaches } from '../rollout.ts';
import type { RolloutWatch } from '../rollout-watch.ts';
import { factsOf } from './card.ts';
import type { CardService } from './card-service.ts';
import { checkRequest } from './check-request.ts';
import { prefetched } from './prefetched.ts';
import { type HookRequest, operationOutcome, type Problem, type Reply, type Resource } from './protocol.ts';
import { suppressedBecause } from './suppression.ts';

/** What answering needs; built once by the door. */
export interface HookDeps {
  readonly services: readonly CardService[];
  /** reads FHIR resources into the record that a service's rule looks at; undefined if they hold no patient */
  readonly recordOf: (resources: readonly Resource[], service: CardService) => PersonRecord | undefined;
  readonly rollouts: RolloutWatch;
  readonly armOf: ArmFinder;
  readonly receipts: ReceiptBook;
  readonly counts: DayCounts;
  readonly effects: Effects;
  /**
   * The person behind a `userId`, where the node knows: needed for PractitionerRole, and for practices. Snapshots keep
   * people and places but no roles: until then a call by a role counts as one by an unknown practitioner, who takes no
   * part in a trial by practitioner.
   */
  readonly practitionerOf?: (userId: string) => Practitioner | undefined;
  /** after this many milliseconds the answer is empty; 500 if absent */
  readonly deadlineMs?: number;
  readonly isSimulated: boolean;
}

export interface Practitioner {
  readonly practitioner: string;
  readonly practice: string | null;
}

const NO_CARDS: Reply = { status: 200, body: { cards: [] } };
const DEADLINE_MS = 500;

export interface HookCall {
  readonly service: string;
  /** parsed JSON */
  readonly body: unknown;
  /** the body as it came; written anew from `body` where absent */
  readonly bytes?: Uint8Array;
  /** milliseconds since the call came in: they count towards the deadline */
  readonly waitedMs?: number;
}

/** Answers `POST /cds-services/{service}`. Never rejects. */
export async function answerHook(call: HookCall, deps: HookDeps): Promise<Reply> {
  const named = deps.services.filter(({ advice }) => advice.id === call.service);
  // One id may stand under several hooks; the request says which is meant.
  const service = named.find(({ advice }) => advice.card.hook === hookOf(call.body)) ?? named[0];
  if (!service) return refusal(404, [problem('service', 'there is no such service')]);
  const checked = checkRequest(call.body, service.advice.card.hook);
  if ('problems' in checked) return refusal(400, checked.problems);
  const found = prefetched(checked.request, Object.keys(service.prefetch));
  if ('problems' in found) return refusal(found.status, found.problems);
  const asked = { request: checked.request, resources: found.resources, inputs: () => inputsDigest(call) };
  return withinDeadline(call, deps, service, (deadline) => answer(asked, service, deps, deadline));
}

function hookOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'hook' in body ? body.hook : undefined;
}

function problem(rule: string, says: string): Problem {
  return { rule, path: rule, says, severity: 'error' };
}

function refusal(status: 400 | 404 | 412, problems: readonly Problem[]): Reply {
  return { status, body: operationOutcome(problems) };
}

/** Set once the answer has gone out without waiting. */
interface Deadline {
  isOver: boolean;
}

async function withinDeadline(
  { waitedMs = 0 }: HookCall,
  deps: HookDeps,
  service: CardService,
  work: (deadline: Deadline) => Promise<Reply>,
): Promise<Reply> {
  const left = (deps.deadlineMs ?? DEADLINE_MS) - waitedMs;
  const deadline: Deadline = { isOver: left <= 0 };
  if (deadline.isOver) {
    complain(deps, service, 'late');
    return NO_CARDS;
  }
  let timer: NodeJS.Timeout | undefined;
  const alarm = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => {
      deadline.isOver = true;
      complain(deps, service, 'late');
      resolve(NO_CARDS);
    }, left);
  });
  const answered = work(deadline).catch((error: unknown) => {
    if (!deadline.isOver) complain(deps, service, 'failed', error);
    return NO_CARDS;
  });
  const reply = await Promise.race([answered, alarm]);
  clearTimeout(timer);
  return reply;
}

/** Loud for the owner: a log line with codes only, and a count that the advice's page shows. */
function complain(deps: HookDeps, { advice }: CardService, what: 'late' | 'failed', error?: unknown): void {
  deps.counts.add(advice, deps.effects.today(), what);
  const cause = error instanceof Fault ? error.code : error instanceof Error ? error.name : 'none';
  deps.effects.log({ level: 'error', code: `cds/${what}`, facts: { advice: advice.id, cause } });
}

interface Question {
  readonly request: HookRequest;
  readonly resources: readonly Resource[];
  /** made only for a rule that fires */
  readonly inputs: () => Digest;
}

async function answer(
  { request, resources, inputs }: Question,
  service: CardService,
  deps: HookDeps,
  deadline: Deadline,
): Promise<Reply> {
  const { advice } = service;
  const rollout = await deps.rollouts.live(advice.id);
  if (!rollout || rollout.isStopped || rollout.digest !== service.content) return NO_CARDS;
  // Nobody waits for this answer any more: under overload the time belongs to the calls behind it.
  if (deadline.isOver) return NO_CARDS;
  const today = deps.effects.today();
  const record = deps.recordOf(resources, service);
  if (!record) return NO_CARDS;
  deps.counts.add(advice, today, 'evaluated');
  const judged = service.rule(record, today);
  if (!judged.isIn) return NO_CARDS;
  deps.counts.add(advice, today, 'fired');

  const patient = request.context.patientId;
  const reader = readerOf(request, deps, record);
  const decision = await decide(service, rollout, reader, patient, deps);
  if (deadline.isOver) return NO_CARDS;
  const delivery = await cdsCard.deliver(
    advice,
    {
      book: deps.receipts,
      patient,
      facts: factsOf(judged.because, service.codeSets),
      receipt: {
        service: advice.id,
        occasion: request.hookInstance,
        advice: advice.id,
        adviceVersion: advice.version,
        definition: service.definition.digest,
        state: rollout.state,
        ...decision,
        isShown: decision.withheldBecause === null,
        patient,
        recipient: reader.practitioner ?? request.context.userId,
        practice: reader.practice,
        happenedOn: formatDay(today),
        isSimulated: deps.isSimulated,
        inputs: inputs(),
      },
    },
    deps.effects,
  );
  const { receipt, message } = delivery;
  if (receipt.patient !== patient) {
    return refusal(400, [problem('hookInstance', 'this hookInstance was used for another patient')]);
  }
  if (!message) return NO_CARDS;
  if (deadline.isOver) {
    if (receipt.isNew) await deps.receipts.withdraw(receipt.card, 'too late');
    return NO_CARDS;
  }
  if (receipt.isNew) deps.counts.add(advice, today, 'shown');
  return { status: 200, body: { cards: [message] } };
}

/**
 * SHA-256 of the whole request as its bytes came: what the rule looked at, and who asked, when. A kept copy of the
 * request can be proved to be the one a card was made from; two requests with equal data have different digests.
 */
function inputsDigest({ bytes, body }: HookCall): Digest {
  return digestOf(bytes ?? JSON.stringify(body));
}

interface Reader {
  readonly isClinician: boolean;
  readonly practitioner: string | null;
  readonly practice: string | null;
}

function readerOf(request: HookRequest, deps: HookDeps, record: PersonRecord): Reader {
  const { userId } = request.context;
  const known = deps.practitionerOf?.(userId);
  const [type, id] = userId.split('/');
  const isClinician = type === 'Practitioner' || type === 'PractitionerRole';
  // A PractitionerRole's id is not a person: one person with two roles must not end in both arms.
  const practitioner = known?.practitioner ?? (type === 'Practitioner' ? (id ?? null) : null);
  return { isClinician, practitioner, practice: known?.practice ?? record.groups['practice'] ?? null };
}

interface Decision {
  readonly arm: Arm | null;
  readonly trial: string | null;
  readonly unit: string | null;
  readonly withheldBecause: WithheldBecause | null;
}

/** Shown or withheld, and why. The arm is settled first, in both arms alike, so that nothing after it can bend it. */
async function decide(
  service: CardService,
  rollout: Rollout,
  reader: Reader,
  patient: string,
  deps: HookDeps,
): Promise<Decision> {
  const withheld = (because: WithheldBecause): Decision => ({
    arm: null,
    trial: null,
    unit: null,
    withheldBecause: because,
  });
  if (!reader.isClinician) return withheld('not a clinician');
  if (rollout.state === 'shadow') return withheld('shadow');
  if (rollout.state === 'canary' && !reaches(rollout, reader.practitioner, reader.practice)) {
    return withheld('not in the canary');
  }
  // Asked in both arms alike, so that the time an answer takes does not tell the arm.
  const lastWord = await deps.receipts.lastWord(service.advice.id, patient);
  let allocated: Omit<Decision, 'withheldBecause'> = { arm: null, trial: null, unit: null };
  if (rollout.state === 'randomised' && service.advice.impactPlan.design === 'randomised') {
    const unit = unitOf(service, reader, deps);
    if (unit === null || rollout.trial === null) return withheld('practitioner unknown');
    const arm = await armOrNone(deps, rollout.trial, unit, reader.practice);
    if (arm === null) return withheld('list used up');
    allocated = { arm, trial: rollout.trial, unit };
    if (arm === 'usual') return { ...allocated, withheldBecause: 'usual arm' };
  }
  return { ...allocated, withheldBecause: suppressedBecause(service.advice.card, lastWord, deps.effects.today()) };
}

function unitOf({ advice }: CardService, reader: Reader, deps: HookDeps): string | null {
  switch (advice.impactPlan.unit) {
    case 'practitioner':
      return reader.practitioner;
    case 'practice':
      return reader.practice;
    case 'week':
      return weekOf(deps.effects.today());
  }
}

async function armOrNone(deps: HookDeps, trial: string, unit: string, practice: string | null): Promise<Arm | null> {
  try {
    return await deps.armOf(trial, unit, practice ?? '');
  } catch (error) {
    if (error instanceof Fault && error.code === listUsedUp.code) return null;
    throw error;
  }
}
