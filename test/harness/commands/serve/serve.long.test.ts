/** `moebench serve` from outside: what it answers, what it refuses, and that it tells of a run under way. */
import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { portNumber, serve } from '../../../../harness/commands/serve/serve.ts';
import type { Listening } from '../../../../harness/commands/serve/server.ts';
import { createRun } from '../../../../results/store.ts';
import { fixtureRecord } from '../../../reports/fixture.ts';
import { CHROMIUM, FLAGS } from '../../../reports/pages/chromium.ts';
import { NO_BROWSER, SCRIPTS } from '../../../site/browse.ts';

type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly body: string };

describe.skipIf(NO_BROWSER !== null)('moebench serve', () => {
  let folder: string;
  let results: string;
  let server: Listening;
  const said: string[] = [];
  const { context, proofs, cells } = fixtureRecord();

  beforeAll(async () => {
    if (NO_BROWSER !== null) throw new Error(NO_BROWSER);
    folder = mkdtempSync(join(tmpdir(), 'moebench-served-'));
    results = join(folder, 'runs');
    writeRun('first');
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    server = await serve({ results, reference: 'nvidia-h800', port: 0 }, text => said.push(text), SCRIPTS);
  });
  afterAll(async () => {
    await server?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  const begin = (runId: string) => {
    const { previousSha256: _, ...first } = context;
    return createRun(results, { ...first, runId });
  };

  function writeRun(runId: string): void {
    const writer = begin(runId);
    for (const { previousSha256: _, ...line } of [...proofs, ...cells]) writer.append(line);
    writer.seal(context.startedAt);
    writer.close();
  }

  function ask(path: string, options: { method?: string; host?: string } = {}): Promise<Answer> {
    const headers = options.host === undefined ? {} : { Host: options.host };
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: server.port, path, method: options.method ?? 'GET', headers }, response => {
        let body = '';
        response.setEncoding('utf8').on('data', text => {
          body += text;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      })
        .on('error', reject)
        .end();
    });
  }

  test('serves the pages of the site, in both languages, with a policy that lets them talk to this server alone', async () => {
    for (const path of ['/', '/index.html', '/zh/', '/workloads/', '/method/index.html?from=mail']) {
      const { status, headers, body } = await ask(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers['content-security-policy']).toContain("connect-src 'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['cache-control']).toBe('no-store');
      expect(body).toContain('<script src="/live.js" defer></script>');
      expect(body).not.toContain('http-equiv="Content-Security-Policy"');
    }
    expect((await ask('/assets/site.css')).headers['content-type']).toBe('text/css; charset=utf-8');
    expect(JSON.parse((await ask('/report.json')).body)).toHaveProperty('schema');
  });

  test('HEAD has the headers of GET and no body', async () => {
    const [head, get] = [await ask('/', { method: 'HEAD' }), await ask('/')];
    expect(head.body).toBe('');
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1.evil.example', 'localhost:1'])(
    'refuses the host %s, whose page may have its name point here',
    async host => {
      expect((await ask('/', { host })).status).toBe(403);
      expect((await ask('/live', { host })).status).toBe(403);
    },
  );

  test.each(['localhost', 'LOCALHOST', '[::1]'])('answers to %s with its port', async name => {
    expect((await ask('/', { host: `${name}:${server.port}` })).status).toBe(200);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])('refuses %s', async method => {
    const { status, headers } = await ask('/', { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });

  test.each([
    '/../../secret.txt',
    '/..%2f..%2fsecret.txt',
    '/%2e%2e/%2e%2e/secret.txt',
    '/assets/../../../secret.txt',
    '/..%5c..%5csecret.txt',
    '//etc/passwd',
    '/index.html%00.css',
    '/%E0%A4%A',
    '/constructor',
    'http://evil.example/',
  ])('serves nothing outside the site: %s', async path => {
    const { status, body } = await ask(path);
    expect([400, 404]).toContain(status);
    expect(body).not.toContain('secret');
    expect(body).not.toContain('root:');
  });

  test('a run that was added shows on the next page', async () => {
    expect((await ask('/report.json')).body).not.toContain('"second"');
    writeRun('second');
    await ask('/');
    expect((await ask('/report.json')).body).toContain('second');
    expect(said).toEqual([]);
  });

  test('tells of a run under way while its record grows, and of its end', async () => {
    const writer = begin('third');
    const events = listenLive();
    expect(await events.next()).toMatchObject({
      runs: [{ run: 'third', done: 0, total: context.plan.length, leftMs: null }],
    });
    const [proof] = proofs;
    if (proof === undefined) throw new Error('the fixture has no proof');
    const { previousSha256: _, ...line } = proof;
    writer.append(line);
    expect(await events.next()).toMatchObject({ runs: [{ run: 'third', done: 1 }] });
    // A line that is being written is none yet.
    const path = join(results, context.machine.id, 'third.jsonl');
    appendFileSync(path, '{"kind":"cel');
    expect((await ask('/')).status).toBe(200);
    writer.close();
    expect(existsSync(`${path}.lock`)).toBe(false);
    expect(await events.next()).toEqual({ runs: [] });
    events.end();
    rmSync(path);
  });

  test('in a browser a bar shows the run, and the page breaks no policy', async () => {
    const writer = begin('fourth');
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', message => complaints.push(message.text()));
      page.on('pageerror', error => complaints.push(error.message));
      await page.goto(`http://127.0.0.1:${server.port}/`, { waitUntil: 'load' });
      await page.waitForSelector('.live-run progress');
      expect(await page.textContent('.live-run')).toContain(`0 of ${context.plan.length} cells`);
      writer.close();
      await page.waitForSelector('[data-ended]');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      rmSync(join(results, context.machine.id, 'fourth.jsonl'));
    }
  });

  test('a port that is taken is told with the way out', async () => {
    const again = serve({ results, reference: 'nvidia-h800', port: server.port }, () => undefined, SCRIPTS);
    await expect(again).rejects.toThrow(`port ${server.port} is in use; give another with --port`);
  });

  test('records that are not there are told before anything is served', async () => {
    const nowhere = join(folder, 'nowhere');
    await expect(
      serve({ results: nowhere, reference: 'nvidia-h800', port: 0 }, () => undefined, SCRIPTS),
    ).rejects.toThrow(/no such file or folder/);
  });

  /** The events of `/live`, one after the other. */
  function listenLive() {
    const waiting: ((value: unknown) => void)[] = [];
    const arrived: unknown[] = [];
    const client = request({ host: '127.0.0.1', port: server.port, path: '/live' }, response => {
      let text = '';
      response.setEncoding('utf8').on('data', part => {
        text += part;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
          text = text.slice(end + 2);
          if (data === undefined) continue;
          const value: unknown = JSON.parse(data);
          const [next] = waiting.splice(0, 1);
          if (next === undefined) arrived.push(value);
          else next(value);
        }
      });
      response.on('error', () => undefined);
    });
    client.on('error', () => undefined).end();
    return {
      next: () => new Promise(resolve => (arrived.length > 0 ? resolve(arrived.shift()) : waiting.push(resolve))),
      end: () => client.destroy(),
    };
  }
});

test.each(['', '-1', '65536', '80a', '1e3', '8080.5', '٣'])('%s is no port', written => {
  expect(() => portNumber(written)).toThrow('give a number of 1 to 65535, or 0');
});

test('a port is a number of at most 65535', () => {
  expect([portNumber('0'), portNumber('8137'), portNumber('65535')]).toEqual([0, 8137, 65_535]);
});
