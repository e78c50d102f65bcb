/** Checks of credentials and permissions for {@code doctor}. */
package stalekeys.aws.doctor;
