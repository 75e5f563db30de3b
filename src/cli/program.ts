import { Command, CommanderError, Option } from 'commander';
import type { AnyAction } from '../actions/run-action.ts';
import { flagOf, kebab, mustBeGiven, positionalOf, readTyped } from './flags.ts';
import { commandUnknown, nearestWord, usageWrong } from './usage.ts';

/** The flags every command takes. */
export interface Globals {
  readonly json: boolean;
  readonly debug: boolean;
  /** the folder of the workspace; undefined where nobody named one */
  readonly workspace?: string;
  /** the name written in the ledger */
  readonly as?: string;
}

/** What a command line asked for. */
export interface Doing {
  action(action: AnyAction, params: Record<string, unknown>, globals: Globals): Promise<void>;
}

/** A command that is not an action: it makes or serves a node instead of acting in one. */
export interface OwnCommand {
  readonly name: string;
  readonly summary: string;
  readonly example: string;
  readonly arguments?: readonly { typed: string; help: string }[];
  readonly flags: readonly { typed: string; help: string }[];
  run(typed: Record<string, unknown>, globals: Globals): Promise<void>;
}

/** Where help and version are written, and how wide it is. */
interface Place {
  out(text: string): void;
  readonly columns: number;
}

/** The whole command line, made from the list of actions. Nothing is printed or ended by it: both come back as throws. */
export function buildProgram(
  actions: readonly AnyAction[],
  own: readonly OwnCommand[],
  doing: Doing,
  place: Place & { readonly version: string },
): Command {
  const program = prepare(new Command('rondo'), place)
    .description('Rondo runs learning cycles for health care: records in, findings, advice, measured effect.')
    .version(place.version, '--version', 'the version of this program')
    .helpCommand(false);
  program.enablePositionalOptions();
  addGlobals(program, false);
  for (const command of own) addOwn(program, command, place);
  for (const action of actions) if (action.command) addAction(program, action, doing, place);
  for (const group of program.commands.filter((each) => each.commands.length > 0 && each.summary() === '')) {
    group.summary(group.commands.map((each) => each.name()).join(', '));
  }
  return asGroup(program);
}

/** Thrown for a bare `rondo`: the help is the answer. */
export class HelpAsked extends Error {
  readonly command: Command;
  constructor(command: Command) {
    super('help');
    this.command = command;
  }
}

/** What commander complains of, as a fault of ours; undefined where it only wanted to end after help or version. */
export function faultOfUsage(thrown: CommanderError): Error | undefined {
  if (thrown.exitCode === 0 || thrown.code === 'commander.help') return undefined;
  const [first = '', hint = ''] = thrown.message.replace(/^error: /, '').split('\n');
  return usageWrong({ says: hint ? `${first}; ${hint.replace(/^\(|\)$/g, '').toLowerCase()}` : first }, thrown);
}

export { CommanderError };

/**
 * The flags of every command stand on the program, where help shows them, and hidden on each command: a word like
 * `feedback` may be a command of its own and a group, so that flags belong to the word they follow.
 */
function addGlobals(command: Command, isHidden: boolean): void {
  const flags = [
    new Option('--json', 'the result as JSON on stdout; progress and faults as JSON lines on stderr'),
    new Option('--workspace <folder>', 'the folder of the node').env('RONDO_WORKSPACE'),
    new Option('--as <name>', 'the name written in the ledger; preset: your name on this machine'),
    new Option('--debug', 'show where a fault came from'),
  ];
  for (const flag of flags) command.addOption(isHidden ? flag.hideHelp() : flag);
}

function addOwn(program: Command, own: OwnCommand, place: Place): void {
  const command = prepare(program.command(own.name), place).description(own.summary).addHelpText('after', example(own));
  for (const argument of own.arguments ?? []) command.argument(argument.typed, argument.help);
  for (const flag of own.flags) command.option(flag.typed, flag.help);
  addGlobals(command, true);
  command.action(() => {
    const positional = Object.fromEntries(command.registeredArguments.map((each, i) => [each.name(), command.args[i]]));
    return own.run({ ...positional, ...command.opts() }, globalsOf(command));
  });
}

function addAction(program: Command, action: AnyAction, doing: Doing, place: Place): void {
  const command = prepare(commandAt(program, (action.command ?? '').split(' '), place), place)
    .description(`${action.title}. ${action.summary}`)
    .summary(action.title)
    .addHelpText('after', example(action));
  const schema = action.params;
  const positional = action.positional ?? [];
  for (const name of positional) {
    const param = schema.properties[name]!; // the contract test holds that positional names are params
    const flag = flagOf(name, param);
    command.argument(positionalOf(name, param, mustBeGiven(name, schema)), flag.help);
  }
  const flags = Object.keys(schema.properties).filter((name) => !positional.includes(name));
  for (const name of flags) {
    const flag = flagOf(name, schema.properties[name]!);
    // Not "mandatory" to commander, which would ask a group's flags of its members too: readParams says what is missing.
    command.addOption(new Option(flag.typed, mustBeGiven(name, schema) ? `${flag.help} (required)` : flag.help));
  }
  addGlobals(command, true);
  command.allowExcessArguments(false);
  command.action(() => {
    const typed = command.opts<Record<string, unknown>>();
    const params: Record<string, unknown> = {};
    for (const name of flags) {
      const value = typed[camel(kebab(name))];
      if (value !== undefined) params[name] = readTyped(value, schema.properties[name]!);
    }
    positional.forEach((name, i) => {
      const value = command.processedArgs[i] as unknown;
      if (value !== undefined) params[name] = readTyped(value, schema.properties[name]!);
    });
    return doing.action(action, params, globalsOf(command));
  });
}

/** The command at the end of `words`, with the groups on the way made where they are missing. */
function commandAt(program: Command, words: readonly string[], place: Place): Command {
  return words.reduce((parent, word, i) => {
    const found = parent.commands.find((each) => each.name() === word);
    if (found) return found;
    const made = prepare(parent.command(word), place);
    return i < words.length - 1 ? asGroup(made) : made;
  }, program);
}

/** A word that only groups others: alone it shows its help, followed by an unknown word it names the nearest. */
function asGroup(command: Command): Command {
  return command.allowExcessArguments(true).action(() => {
    const typed = command.args[0];
    throw typed === undefined ? new HelpAsked(command) : unknownCommand(command, typed);
  });
}

function prepare(command: Command, place: Place): Command {
  return command
    .exitOverride()
    .showSuggestionAfterError(true)
    .helpOption('-h, --help', 'this help')
    .configureHelp({ helpWidth: Math.min(place.columns, 110), showGlobalOptions: true })
    .configureOutput({ writeOut: place.out, writeErr: () => {}, getOutHelpWidth: () => Math.min(place.columns, 110) });
}

/** What was typed, nearest to the command first, then what the environment says. */
function globalsOf(command: Command): Globals {
  const line: Command[] = [];
  for (let each: Command | null = command; each; each = each.parent) line.push(each);
  const find = (name: keyof Globals): unknown => {
    const typed = line.find((each) => each.getOptionValueSource(name) === 'cli');
    return (typed ?? command).getOptionValue(name);
  };
  const [workspace, as] = [find('workspace'), find('as')];
  return {
    json: find('json') === true,
    debug: find('debug') === true,
    ...(typeof workspace === 'string' ? { workspace } : {}),
    ...(typeof as === 'string' ? { as } : {}),
  };
}

function unknownCommand(group: Command, typed: string): Error {
  const names = group.commands.map((each) => each.name());
  return commandUnknown({ typed, nearest: nearestWord(typed, names) });
}

function example(of: { example: string }): string {
  return `\nExample:\n  ${of.example}`;
}

function camel(flag: string): string {
  return flag.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
