/** `--base-url`: where a site will be published. */
import { UsageError } from '../../errors.ts';

/** With a slash at its end. UsageError for what is no web address, or has a query, a fragment or a password. */
export function siteAddress(written: string): string {
  const address = URL.canParse(written) ? new URL(written) : null;
  const isOfSite =
    address !== null &&
    (address.protocol === 'https:' || address.protocol === 'http:') &&
    address.search === '' &&
    address.hash === '' &&
    address.username === '' &&
    address.password === '';
  if (!isOfSite) {
    throw new UsageError(
      `--base-url is '${written}'; give the address of the site, for example https://example.org/moebench/`,
    );
  }
  const path = `${address.origin}${address.pathname}`;
  return path.endsWith('/') ? path : `${path}/`;
}
