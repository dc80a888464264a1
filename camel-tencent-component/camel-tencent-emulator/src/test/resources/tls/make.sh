#!/bin/sh
# Makes the key stores of the TLS tests anew. They are good for a hundred years and serve 127.0.0.1 only;
# the password of all of them is "changeit". Needs keytool of a JDK.
set -eu
cd "$(dirname "$0")"
rm -f ./*.p12 ./*.crt ./*.csr

key() { # store, distinguished name, more options
    store=$1
    name=$2
    shift 2
    keytool -genkeypair -keystore "$store.p12" -storetype PKCS12 -storepass changeit -alias key \
        -keyalg EC -groupname secp256r1 -dname "$name" -validity 36500 "$@"
}

sign() { # store, authority, more options
    store=$1
    authority=$2
    shift 2
    keytool -certreq -keystore "$store.p12" -storepass changeit -alias key -file "$store.csr"
    keytool -gencert -keystore "$authority.p12" -storepass changeit -alias key -infile "$store.csr" -outfile "$store.crt" "$@"
    keytool -importcert -noprompt -keystore "$store.p12" -storepass changeit -alias ca -file "$authority.crt"
    keytool -importcert -noprompt -keystore "$store.p12" -storepass changeit -alias key -file "$store.crt"
}

for authority in ca other-ca; do
    key "$authority" "CN=Test $authority" -ext bc:c
    keytool -exportcert -keystore "$authority.p12" -storepass changeit -alias key -file "$authority.crt"
done
keytool -importcert -noprompt -keystore trust.p12 -storetype PKCS12 -storepass changeit -alias ca -file ca.crt

key server "CN=localhost"
sign server ca -validity 36500 -ext san=dns:localhost,ip:127.0.0.1
key wrong-host "CN=elsewhere.example"
sign wrong-host ca -validity 36500 -ext san=dns:elsewhere.example
key expired "CN=localhost"
sign expired ca -startdate -2y -validity 365 -ext san=dns:localhost,ip:127.0.0.1
key unknown-ca "CN=localhost"
sign unknown-ca other-ca -validity 36500 -ext san=dns:localhost,ip:127.0.0.1
key self-signed "CN=localhost" -ext san=dns:localhost,ip:127.0.0.1
key client "CN=client"
sign client ca -validity 36500

rm -f ./*.crt ./*.csr ca.p12 other-ca.p12
