/**
 * Does an answer keep the rules of CDS Hooks 2.0.1 "HTTP Response"? The service puts its own cards through this before it
 * sends them; clients' test data goes through it too. Rules cds-resp-1 … 6 are named as in the published logical models.
 */
import { checkExtension, emptyMembers, isObject, isText, isUuid, itemsOf, Problems } from './message-reading.ts';
import type { JsonObject, Problem } from './protocol.ts';

/** `summary` must be shorter than this. */
export const SUMMARY_LIMIT = 140;

export function checkResponse(body: unknown): readonly Problem[] {
  const problems = new Problems();
  if (!isObject(body)) {
    problems.error('response', '', 'the response is a JSON object');
    return problems.found;
  }
  for (const path of emptyMembers(body, ''))
    problems.error('no-empty', path, 'leave a member out instead of null or ""');
  if (!Array.isArray(body['cards'])) problems.error('cards', 'cards', 'cards is a list, empty if there is no guidance');
  itemsOf(body['cards']).forEach((card, at) => void checkCard(card, `cards[${at}]`, problems));
  itemsOf(body['systemActions']).forEach((action, at) => void checkAction(action, `systemActions[${at}]`, problems));
  checkExtension(body['extension'], 'extension', problems);
  return problems.found;
}

function checkCard(card: unknown, path: string, problems: Problems): void {
  if (!isObject(card)) {
    problems.error('card', path, 'a card is an object');
    return;
  }
  if (card['uuid'] !== undefined && !isUuid(card['uuid'])) problems.error('uuid', `${path}.uuid`, 'uuid is a UUID');
  checkSummary(card['summary'], `${path}.summary`, problems);
  if (!['info', 'warning', 'critical'].includes(String(card['indicator']))) {
    problems.error('indicator', `${path}.indicator`, 'indicator is info, warning or critical');
  }
  const source = card['source'];
  if (!isObject(source) || !isText(source['label'])) {
    problems.error('source', `${path}.source`, 'source with a label is required');
  }
  checkSuggestions(card, path, problems);
  itemsOf(card['overrideReasons']).forEach((reason, at) => {
    if (!isObject(reason) || !isText(reason['display'])) {
      problems.error('cds-resp-4', `${path}.overrideReasons[${at}]`, 'an override reason needs a display');
    }
  });
  itemsOf(card['links']).forEach((link, at) => void checkLink(link, `${path}.links[${at}]`, problems));
  checkExtension(card['extension'], `${path}.extension`, problems);
}

function checkSummary(summary: unknown, path: string, problems: Problems): void {
  if (!isText(summary)) problems.error('summary', path, 'summary is required');
  else if ([...summary].length >= SUMMARY_LIMIT) {
    problems.error('summary', path, `summary is under ${SUMMARY_LIMIT} characters`);
  }
}

function checkSuggestions(card: JsonObject, path: string, problems: Problems): void {
  const suggestions = itemsOf(card['suggestions']);
  const behavior = card['selectionBehavior'];
  if (suggestions.length > 0 && behavior === undefined) {
    problems.error('cds-resp-6', `${path}.selectionBehavior`, 'suggestions need a selectionBehavior');
  }
  if (behavior !== undefined && behavior !== 'at-most-one' && behavior !== 'any') {
    problems.error('selectionBehavior', `${path}.selectionBehavior`, 'selectionBehavior is at-most-one or any');
  }
  const recommended = suggestions.filter((each) => isObject(each) && each['isRecommended'] === true).length;
  if (behavior === 'at-most-one' && recommended > 1) {
    problems.error('cds-resp-1', `${path}.suggestions`, 'at-most-one allows one recommended suggestion');
  }
  suggestions.forEach((suggestion, at) => {
    const where = `${path}.suggestions[${at}]`;
    if (!isObject(suggestion) || !isText(suggestion['label'])) {
      problems.error('suggestion', where, 'a suggestion needs a label');
      return;
    }
    if (suggestion['uuid'] !== undefined && !isUuid(suggestion['uuid'])) {
      problems.error('uuid', `${where}.uuid`, 'uuid is a UUID');
    }
    itemsOf(suggestion['actions']).forEach((action, index) => {
      const place = `${where}.actions[${index}]`;
      checkAction(action, place, problems);
      if (isObject(action) && !isText(action['description'])) {
        problems.error('cds-resp-5', `${place}.description`, 'an action of a suggestion needs a description');
      }
    });
  });
}

function checkAction(action: unknown, path: string, problems: Problems): void {
  if (!isObject(action)) {
    problems.error('action', path, 'an action is an object');
    return;
  }
  const { type, resource, resourceId } = action;
  switch (type) {
    case 'create':
    case 'update':
      if (!isObject(resource)) problems.error('action', `${path}.resource`, `${type} needs a resource`);
      return;
    case 'delete':
      if (resource !== undefined)
        problems.warn('cds-resp-2', `${path}.resource`, 'delete takes resourceId, not resource');
      else if (!isText(resourceId)) problems.error('action', `${path}.resourceId`, 'delete needs a resourceId');
      return;
    default:
      problems.error('action', `${path}.type`, 'type is create, update or delete');
  }
}

function checkLink(link: unknown, path: string, problems: Problems): void {
  if (!isObject(link)) {
    problems.error('link', path, 'a link is an object');
    return;
  }
  if (!isText(link['label'])) problems.error('link', `${path}.label`, 'a link needs a label');
  if (!isText(link['url'])) problems.error('link', `${path}.url`, 'a link needs a url');
  if (link['type'] !== 'absolute' && link['type'] !== 'smart') {
    problems.error('link', `${path}.type`, 'type is absolute or smart');
  }
  if (link['appContext'] !== undefined && link['type'] !== 'smart') {
    problems.error('cds-resp-3', `${path}.appContext`, 'appContext goes with smart links only');
  }
}
