<?php
/**
 * A stand-in for WordPress: the functions that the plug-in calls, as far as it uses them, and a post with one shortcode.
 *
 * php wordpress.php PLUGIN SHORTCODE SECONDS READER: what an "editor" or a "visitor" sees so many seconds from now.
 *
 * Transients are kept in the file "transients" of the working directory.
 */

const ABSPATH           = __DIR__;
const MINUTE_IN_SECONDS = 60;
const DAY_IN_SECONDS    = 86400;

final class WP_Error {
	private $message;

	public function __construct( $code, $message ) {
		$this->message = $message;
	}

	public function get_error_message() {
		return $this->message;
	}
}

function is_wp_error( $thing ) {
	return $thing instanceof WP_Error;
}

function add_shortcode( $tag, $callback ) {
	$GLOBALS['shortcodes'][ $tag ] = $callback;
}

function shortcode_atts( $pairs, $atts, $shortcode ) {
	return array_merge( $pairs, array_intersect_key( (array) $atts, $pairs ) );
}

function do_shortcode( $content ) {
	preg_match( '/^\[(\w+)(.*)\]$/', $content, $found );
	preg_match_all( '/(\w+)="([^"]*)"/', $found[2], $attributes );
	return $GLOBALS['shortcodes'][ $found[1] ]( array_combine( $attributes[1], $attributes[2] ), '', $found[1] );
}

function now() {
	return time() + $GLOBALS['later'];
}

function transients() {
	return is_file( 'transients' ) ? unserialize( file_get_contents( 'transients' ) ) : array();
}

function get_transient( $transient ) {
	list( $value, $until ) = transients()[ $transient ] ?? array( false, 0 );
	return now() < $until ? $value : false;
}

function set_transient( $transient, $value, $expiration ) {
	$kept = array( $transient => array( $value, now() + $expiration ) );
	file_put_contents( 'transients', serialize( $kept + transients() ) );
}

function wp_remote_get( $url, $args ) {
	$lines = array( 'User-Agent: ' . $args['user-agent'] );
	foreach ( $args['headers'] as $name => $value ) {
		$lines[] = "{$name}: {$value}";
	}
	$http = array(
		'header'        => $lines,
		'timeout'       => $args['timeout'],
		'ignore_errors' => true,
	);
	$body = @file_get_contents( $url, false, stream_context_create( array( 'http' => $http ) ) );
	if ( false === $body ) {
		return new WP_Error( 'http_request_failed', 'Nobody answers.' );
	}
	return array(
		'body'    => $body,
		'headers' => $http_response_header,
	);
}

function wp_remote_retrieve_response_code( $response ) {
	return is_wp_error( $response ) ? '' : (int) explode( ' ', $response['headers'][0] )[1];
}

function wp_remote_retrieve_header( $response, $header ) {
	$found = preg_grep( "/^{$header}:/i", $response['headers'] );
	return trim( substr( end( $found ), strlen( $header ) + 1 ) );
}

function wp_remote_retrieve_body( $response ) {
	return is_wp_error( $response ) ? '' : $response['body'];
}

function esc_html( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES );
}

function esc_attr( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES );
}

function esc_url( $url ) {
	return str_replace( array( '&', "'" ), array( '&#038;', '&#039;' ), filter_var( $url, FILTER_SANITIZE_URL ) );
}

function current_user_can( $capability ) {
	return 'edit_posts' === $capability && $GLOBALS['is_editor'];
}

list( , $plugin, $post ) = $argv;
$later                   = (int) $argv[3];
$is_editor               = 'editor' === $argv[4];

require $plugin;
echo do_shortcode( $post ), "\n";
