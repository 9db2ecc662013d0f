import { expect, test } from 'vitest';
import { sbomText } from '../../../harness/bundle/sbom.ts';
import { violations } from './cyclonedx.ts';

const PACKAGE = {
  folder: 'node_modules/@s/a',
  name: '@s/a',
  version: '1.0.0',
  license: 'MIT',
  integrity: 'sha512-AA==',
};

const withLicence = (license: string | null) =>
  JSON.parse(sbomText({ version: '0.1.0', license: 'Apache-2.0' }, [{ ...PACKAGE, integrity: null, license }], []));

test.each([
  ['MIT', [{ license: { id: 'MIT' } }]],
  ['(MIT OR CC0-1.0)', [{ expression: '(MIT OR CC0-1.0)' }]],
  ['GPL-3.0-or-later WITH GCC-exception-3.1', [{ expression: 'GPL-3.0-or-later WITH GCC-exception-3.1' }]],
  ['SEE LICENSE IN README.md', [{ license: { name: 'SEE LICENSE IN README.md' } }]],
  [null, undefined],
])('the licence %j stands in an SBOM as CycloneDX wants it', (license, licenses) => {
  const sbom = withLicence(license);
  expect(sbom.components[0].licenses).toEqual(licenses);
  expect(violations(sbom)).toEqual([]);
});

test('a licence that SPDX does not know, and a hash that is none, are violations', () => {
  expect(violations(withLicence('MITT'))).toContainEqual(
    '/components/0/licenses/0/license/id: must be equal to one of the allowed values',
  );
  expect(violations(withLicence('MIT AND MITT'))).toEqual(['MITT is no licence of SPDX']);
  const short = JSON.parse(sbomText({ version: '0.1.0', license: null }, [PACKAGE], []));
  expect(violations(short)).toEqual([
    expect.stringMatching(/^\/components\/0\/hashes\/0\/content: must match pattern/),
  ]);
});
