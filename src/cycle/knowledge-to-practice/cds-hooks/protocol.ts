/**
 * The messages of CDS Hooks as this service reads and writes them.
 *
 * Source: CDS Hooks 2.0.1 (HL7, STU 2) with what 3.0.0-ballot adds: FHIRPath in prefetch tokens, OperationOutcome as the
 * body of an error, a code system of override reasons.
 */
import type { Code } from '../../../core/code.ts';

export type JsonObject = { readonly [key: string]: unknown };

/** A FHIR resource as parsed from JSON; only its type was looked at. */
export interface Resource {
  readonly resourceType: string;
  readonly [element: string]: unknown;
}

export interface Discovery {
  readonly services: readonly ServiceDescription[];
}

export interface ServiceDescription {
  readonly hook: Hook;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly prefetch: Readonly<Record<string, string>>;
  readonly usageRequirements?: string;
}

/** The hooks whose context this service knows, with the members the hook's page requires. */
export const HOOK_CONTEXTS = {
  'patient-view': ['userId', 'patientId'],
  'encounter-start': ['userId', 'patientId', 'encounterId'],
  'encounter-discharge': ['userId', 'patientId', 'encounterId'],
  'order-select': ['userId', 'patientId', 'selections', 'draftOrders'],
  'order-sign': ['userId', 'patientId', 'draftOrders'],
} as const;
export type Hook = keyof typeof HOOK_CONTEXTS;

/** A request whose shape was checked. */
export interface HookRequest {
  readonly hook: Hook;
  readonly hookInstance: string;
  readonly context: JsonObject & { readonly userId: string; readonly patientId: string };
  readonly prefetch: JsonObject;
  readonly fhirAuthorization?: JsonObject;
}

export interface Card {
  readonly uuid: string;
  /** under 140 characters */
  readonly summary: string;
  /** GitHub-flavoured Markdown; this service never puts HTML into it */
  readonly detail: string;
  /** `info` unless the node's governance approved more */
  readonly indicator: 'info' | 'warning' | 'critical';
  readonly source: { readonly label: string; readonly url?: string; readonly topic: Code };
  readonly suggestions?: readonly Suggestion[];
  readonly selectionBehavior?: 'at-most-one';
  readonly overrideReasons: readonly Code[];
  readonly links?: readonly { readonly label: string; readonly url: string; readonly type: 'absolute' }[];
}

export interface Suggestion {
  readonly label: string;
  readonly uuid: string;
  readonly actions: readonly {
    readonly type: 'create';
    readonly description: string;
    readonly resource: JsonObject;
  }[];
}

/** What an HTTP door sends back: a status and a JSON body. */
export interface Reply {
  readonly status: 200 | 400 | 401 | 404 | 412;
  readonly body: JsonObject;
}

/** One thing wrong with a message. */
export interface Problem {
  /** the rule's id in the specification, or a short name of ours */
  readonly rule: string;
  /** where, e.g. `cards[0].summary`; never what stood there */
  readonly path: string;
  readonly says: string;
  readonly severity: 'error' | 'warning';
}

/** A refusal as FHIR tells it. Names rules and places, never values. */
export function operationOutcome(problems: readonly Problem[]): JsonObject {
  return {
    resourceType: 'OperationOutcome',
    issue: problems.map((problem) => ({
      severity: problem.severity,
      code: 'processing',
      details: { text: problem.says },
      diagnostics: `${problem.rule} at ${problem.path}`,
    })),
  };
}
