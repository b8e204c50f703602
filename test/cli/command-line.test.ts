import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { emoc } from './_emoc.ts';
import { smallProject } from './_project.ts';

const test = suite('command line');
const { folder: cwd, spec } = smallProject();

test('exit codes: 0 clean, 1 diagnostics, 2 usage', async () => {
  writeFileSync(join(cwd, 'broken.emo'), 'emo 1\n\nexperiment x { sed = 3 }\n');
  const cases: readonly (readonly [number, readonly string[], RegExp])[] = [
    [0, ['check', spec], /^$/],
    [1, ['check', 'broken.emo'], /E0301.*\n.*broken\.emo:3:16/],
    [1, ['check', spec, 'missing.emo'], /E0601.*missing\.emo/],
    [2, ['chek', spec], /E1001[\s\S]*did you mean `check`/],
    [2, ['check', spec, '--jsn'], /E1002[\s\S]*did you mean `--json`/],
    [2, ['check'], /E1007.*needs SPEC/],
    [2, ['train', spec, '--run'], /E1003.*`--run` needs a value/],
    [2, ['train', spec, '--run', '--resume'], /E1003/],
    [2, ['train', spec, '--resume=yes'], /E1004/],
    [2, ['train', spec, '--seed', '1', '--seed', '2'], /E1005/],
    [2, ['train', spec, '--epochs', '0'], /E1006.*from 1 to/],
    [2, ['train', spec, '--reporter', 'plan'], /E1006[\s\S]*did you mean `plain`/],
    [2, ['train'], /E1007/],
    [2, ['train', spec, 'second.emo'], /E1008.*second\.emo/],
    [2, [], /Usage: emoc VERB/],
    [1, ['train', spec, '--engine', 'tpu'], /E0803/],
    [1, ['train', spec, '--set', 'train.bach=3'], /E0301[\s\S]*did you mean `batch`/],
    [1, ['train', spec, '--set', 'trian.batch=3'], /E1022[\s\S]*did you mean `train\.batch`/],
    [1, ['train', '--resume', '--run', 'nowhere'], /E0932/],
    [1, ['evaluate', 'nowhere'], /E0938/],
  ];
  for (const [exitCode, words, message] of cases) {
    const outcome = await emoc(words, { cwd });
    assert.is(outcome.exitCode, exitCode, `emoc ${words.join(' ')}\n${outcome.stderr}`);
    assert.match(outcome.stderr, message);
  }
});

test('help and version', async () => {
  const help = await emoc(['--help'], { cwd });
  assert.is(help.exitCode, 0);
  for (const verb of ['check', 'plan', 'train', 'evaluate', 'doctor', 'init'])
    assert.match(help.stdout, new RegExp(`^  ${verb} `, 'm'));
  assert.match((await emoc(['train', '--help'], { cwd })).stdout, /--resume/);
  assert.match((await emoc(['--version'], { cwd })).stdout, /^\d+\.\d+\.\d+$/);
});

test('diagnostics as JSON have lines and columns from 1', async () => {
  writeFileSync(join(cwd, 'json.emo'), 'emo 1\n\nexperiment x { sed = 3 }\n');
  const { stdout, exitCode } = await emoc(['check', 'json.emo', '--json'], { cwd });
  assert.is(exitCode, 1);
  const { format_version, diagnostics } = JSON.parse(stdout);
  assert.is(format_version, 1);
  const found = diagnostics.find(({ code }: { readonly code: string }) => code === 'E0301');
  const { file, line, column, endLine, endColumn, severity } = found;
  assert.equal(
    { file, line, column, endLine, endColumn, severity },
    {
      file: 'json.emo',
      line: 3,
      column: 16,
      endLine: 3,
      endColumn: 19,
      severity: 'error',
    },
  );
  assert.equal(JSON.parse((await emoc(['check', spec, '--json'], { cwd })).stdout), { format_version: 1, diagnostics: [] });
});

test('doctor lists every engine with what is known of it', async () => {
  const { stdout, exitCode } = await emoc(['doctor', '--json'], { cwd });
  assert.is(exitCode, 0);
  const { engines } = JSON.parse(stdout);
  for (const { engine, usable, detail, reason, remedy } of engines) {
    assert.ok(usable ? typeof detail === 'string' : typeof reason === 'string' && typeof remedy === 'string', engine);
  }
  assert.ok(
    engines.some(({ engine, usable }: { readonly engine: string; readonly usable: boolean }) => engine === 'cpu' && usable),
  );
});

test('the manifest is found above the spec, and its mistakes are told at line and column', async () => {
  const home = mkdtempSync(join(tmpdir(), 'emoc-manifest-'));
  const project = smallProject();
  mkdirSync(join(home, 'specs/deep'), { recursive: true });
  const manifest = (text: string): void => writeFileSync(join(home, 'emoc.yaml'), text);
  const { readFileSync } = await import('node:fs');
  writeFileSync(join(home, 'specs/deep/small.emo'), readFileSync(join(project.folder, project.spec)));
  const train = () => emoc(['train', 'specs/deep/small.emo', '--epochs', '1'], { cwd: home });

  manifest(`data: ${project.folder}\nruns: results\nreporter: json\n`);
  const outcome = await train();
  assert.is(outcome.exitCode, 0, outcome.stderr);
  const last = JSON.parse(outcome.stdout.split('\n').at(-1) as string);
  assert.equal([last.type, last.run], ['summary', join('results', 'small-1')]);

  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['data: .\nrun: x\n', /E1012[\s\S]*emoc\.yaml:2, column 1[\s\S]*did you mean `runs`/],
    ['data: .\nengine: cuda9\n', /E1013.*`engine`[\s\S]*emoc\.yaml:2, column 9/],
    ['reporter: plan\n', /E1013[\s\S]*did you mean `plain`/],
    ['data: [1\n', /E1011.*not YAML/],
    ['- a\n', /E1013.*the manifest.*a list/],
    ['data: ""\n', /E1013.*not empty/],
  ];
  for (const [text, message] of mistakes) {
    manifest(text);
    const { exitCode, stderr } = await train();
    assert.is(exitCode, 1, text);
    assert.match(stderr, message, text);
  }
});

test('the data root is --data, else EMOC_DATA, else the folder of the spec', async () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'emoc-elsewhere-'));
  const project = smallProject();
  const words = ['train', join(project.folder, 'small.emo'), '--epochs', '1', '--run'];
  assert.is((await emoc([...words, 'a'], { cwd: elsewhere })).exitCode, 0);
  assert.match((await emoc([...words, 'b'], { cwd: elsewhere, env: { EMOC_DATA: elsewhere } })).stderr, /E0601/);
  assert.is(
    (await emoc([...words, 'c', '--data', project.folder], { cwd: elsewhere, env: { EMOC_DATA: elsewhere } })).exitCode,
    0,
  );
});

test.run();
