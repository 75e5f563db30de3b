#!/usr/bin/env -S UV_THREADPOOL_SIZE=16 node
import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { allActions } from '../actions/all-actions.ts';
import { packageRoot } from '../engine/store/package-root.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { initCommand } from './init.ts';
import { openNode } from './open-node.ts';
import { runCli } from './run-cli.ts';
import { startCommand } from './start.ts';
import { upCommand } from './up.ts';

/** The program: this process's arguments, streams and signals handed to `runCli`. */
const version = (JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;

// A reader that went away (`rondo decisions | head`) is no fault of anybody.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT_CODES.done.code);
  throw error;
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
    process.on('SIGINT', listener).on('SIGTERM', listener);
    return () => void process.off('SIGINT', listener).off('SIGTERM', listener);
  },
});
// What an interrupted action left open (a query, a file) must not keep the process alive.
if (process.exitCode === EXIT_CODES.interrupted.code) process.exit();
