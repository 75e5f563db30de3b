#!/usr/bin/env -S UV_THREADPOOL_SIZE=16 node
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { allActions } from '../actions/all-actions.ts';
import { packageRoot } from '../engine/store/package-root.ts';
import { EXIT_CODES, exitCodeOf } from './exit-codes.ts';
import { initCommand } from './init.ts';
import { openNode } from './open-node.ts';
import { runCli } from './run-cli.ts';
import { sayFault } from './say-fault.ts';
import { startCommand } from './start.ts';
import { upCommand } from './up.ts';

/** The program: this process's arguments, streams and signals handed to `runCli`. */
const version = (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;

/** Ctrl-C, the system's wish, a terminal window that was closed. */
const STOPPING = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

// A reader that went away (`rondo decisions | head`) or a terminal that was closed is no fault of anybody.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || error.code === 'EIO') process.exit(EXIT_CODES.done.code);
    throw error;
  });
}

// What no promise carries to `runCli` is a bug of ours, and still told in one line.
process.on('uncaughtException', (thrown) => {
  const how = { asJson: process.argv.includes('--json'), withStack: process.argv.includes('--debug') };
  process.stderr.write(`${sayFault(thrown, how)}\n`, () => process.exit(exitCodeOf(thrown)));
});

process.exitCode = await runCli(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? 100,
  version,
  user: userInfo().username,
  defaultWorkspace: resolve('rondo-workspace'),
  openNode,
  actions: allActions,
  ownCommands: (tools) => [
    initCommand(tools),
    startCommand(tools, allActions, version),
    upCommand(tools, allActions, version),
  ],
  onInterrupt(stop) {
    let told = 0;
    const listener = () => {
      if (told++ > 0) process.exit(EXIT_CODES.interrupted.code); // the second time means now
      stop();
    };
    for (const signal of STOPPING) process.on(signal, listener);
    return () => {
      for (const signal of STOPPING) process.off(signal, listener);
    };
  },
});
// What an interrupted action left open (a query, a file) must not keep the process alive.
if (process.exitCode === EXIT_CODES.interrupted.code) process.exit();
