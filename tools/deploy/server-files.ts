import { caching, headers } from './headers.ts';

const names = Object.entries(headers);
const folders = caching.folders.join('|');

/** Texts for static hosts, by their path in the build: headers of every response, caching, and which address is a page. */
export function serverFiles(): Readonly<Record<string, string>> {
  return {
    _headers: netlifyHeaders(),
    _redirects: netlifyRedirects(),
    '.htaccess': apache(),
    'server-config/nginx.conf': nginx(),
    'server-config/Caddyfile': caddy(),
  };
}

/** Netlify and Cloudflare Pages. */
function netlifyHeaders(): string {
  const lines = [
    '/*',
    ...names.map(([name, value]) => `  ${name}: ${value}`),
    ...caching.folders.flatMap((folder) => [`/${folder}/*`, `  Cache-Control: ${caching.hashed}`]),
    // Of two rules for a file both values are sent; browsers take the stricter one.
    `/${caching.unhashed}`,
    `  Cache-Control: ${caching.other}`,
  ];
  return `${lines.join('\n')}\n`;
}

/** A file that is not there is not found; every other address is the page. */
function netlifyRedirects(): string {
  const missing = caching.folders.map((folder) => `/${folder}/* /index.html 404`);
  return `${[...missing, '/* /index.html 200'].join('\n')}\n`;
}

function apache(): string {
  return `# Needs mod_headers and mod_rewrite, and AllowOverride FileInfo.
<IfModule mod_headers.c>
${names.map(([name, value]) => `  Header always set ${name} "${value}"`).join('\n')}
  Header always set Cache-Control "${caching.other}"
  Header always set Cache-Control "${caching.hashed}" "expr=%{REQUEST_URI} =~ m#/(${folders})/# && %{REQUEST_URI} !~ m#/${pattern(caching.unhashed)}$#"
</IfModule>
<IfModule mod_rewrite.c>
  RewriteEngine On
  # A file that is not there is not found; every other address is the page.
  RewriteCond %{REQUEST_FILENAME} !-f
  RewriteCond %{REQUEST_URI} !\\.[^/]*$
  RewriteCond %{REQUEST_URI} !/(${folders})/
  RewriteRule ^ index.html [L]
</IfModule>
`;
}

function nginx(): string {
  return `# Into the http block of nginx; set the name, the certificate and the folder of the build.
map $uri $matinee_cache {
  default "${caching.other}";
  /${caching.unhashed} "${caching.other}";
  ~^/(${folders})/ "${caching.hashed}";
}
server {
  listen 443 ssl;
  server_name example.org;
  root /srv/matinee;
  gzip on;
  gzip_types text/css text/javascript application/javascript application/json application/wasm image/svg+xml application/manifest+json;
${names.map(([name, value]) => `  add_header ${name} "${value}" always;`).join('\n')}
  add_header Cache-Control $matinee_cache always;
  # A file that is not there is not found; every other address is the page.
  location ~ (^/(${folders})/|\\.[^/]*$) {
    try_files $uri =404;
  }
  location / {
    try_files $uri /index.html;
  }
}
`;
}

function caddy(): string {
  return `example.org {
	root * /srv/matinee
	encode zstd gzip
	header {
${names.map(([name, value]) => `		${name} "${value}"`).join('\n')}
		Cache-Control "${caching.other}"
	}
	@hashed {
		path ${caching.folders.map((folder) => `/${folder}/*`).join(' ')}
		not path /${caching.unhashed}
	}
	header @hashed Cache-Control "${caching.hashed}"
	# A file that is not there is not found; every other address is the page.
	@page not path_regexp (^/(${folders})/|\\.[^/]*$)
	rewrite @page /index.html
	file_server
}
`;
}

function pattern(path: string): string {
  return path.replaceAll('.', '\\.');
}
