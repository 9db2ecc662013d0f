/** The icon of the site: a router and the two experts that it chooses of three. */

export const ICON_FILE = 'assets/icon.svg';

export const ICON_SVG = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#1f4e79"/>
<path d="M9 16L23 7M9 16L23 25" stroke="#fff" stroke-width="2.5"/>
<circle cx="8" cy="16" r="4" fill="#fff"/>
<circle cx="24" cy="7" r="3.5" fill="#fff"/>
<circle cx="24" cy="16" r="3.5" fill="none" stroke="#fff" stroke-width="1.5"/>
<circle cx="24" cy="25" r="3.5" fill="#fff"/>
</svg>
`;
