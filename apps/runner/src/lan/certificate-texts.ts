/** openssl's settings for an authority that can vouch for these names and nothing else. */
export function authorityText(names: readonly string[], now: Date): string {
  const constraints = [
    ...names.map((name) => `permitted;DNS:${name}`),
    'excluded;IP:0.0.0.0/0.0.0.0',
    'excluded;IP:0:0:0:0:0:0:0:0/0:0:0:0:0:0:0:0',
  ];
  return `[req]
distinguished_name = subject
prompt = no
x509_extensions = authority
[subject]
O = Habeas - test machines only
CN = Habeas test authority of ${now.toISOString().slice(0, 10)}
[authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
extendedKeyUsage = serverAuth
nameConstraints = critical, ${constraints.join(', ')}
subjectKeyIdentifier = hash
`;
}

/** openssl's settings for a certificate of one server, extensions in section `leaf`. */
export function leafText(names: readonly string[]): string {
  return `[req]
distinguished_name = subject
prompt = no
[subject]
O = Habeas - test machines only
CN = ${names[0]}
[leaf]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = ${names.map((name) => `DNS:${name}`).join(', ')}
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
`;
}
