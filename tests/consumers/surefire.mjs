// Prints the JUnit schema named on the command line with what Maven Surefire adds to a test that was tried again:
// flakyFailure, flakyError, rerunFailure and rerunError, each with its type, a stack trace and the output.
import { readFileSync } from 'node:fs';

const schema = readFileSync(process.argv[2], 'utf8');
const names = ['flakyFailure', 'flakyError', 'rerunFailure', 'rerunError'];
const element = (name) => `<xs:element name="${name}"><xs:complexType><xs:sequence>
  <xs:element name="stackTrace" type="xs:string" minOccurs="0"/>
  <xs:element ref="system-out" minOccurs="0"/><xs:element ref="system-err" minOccurs="0"/></xs:sequence>
  <xs:attribute name="message" type="xs:string"/><xs:attribute name="type" type="xs:string" use="required"/>
</xs:complexType></xs:element>`;
const before = '<xs:element ref="system-out" minOccurs="0" maxOccurs="unbounded"/>';
const tries = `<xs:choice minOccurs="0" maxOccurs="unbounded">${names.map((name) => `<xs:element ref="${name}"/>`).join('')}</xs:choice>`;
const extended = schema.replace(before, tries + before).replace('</xs:schema>', names.map(element).join('\n') + '</xs:schema>');
if (!extended.includes(tries)) throw new Error('the schema of Jenkins is another one than before');
process.stdout.write(extended);
