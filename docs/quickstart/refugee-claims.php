<?php
/**
 * Plugin Name: Refugee Claims
 * Description: Shows sourced claims from Refugee Policy Facts, each with its attribution: [refugee_claims actor="China"].
 * Version: 1.0.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * License: Apache-2.0
 */

defined( 'ABSPATH' ) || exit;

const REFUGEE_CLAIMS_API        = 'http://127.0.0.1:8000';
const REFUGEE_CLAIMS_USER_AGENT = 'newsroom-example/1.0 (data@newsroom.example)';
const REFUGEE_CLAIMS_SHOWN      = MINUTE_IN_SECONDS; // How long a page is shown without asking again.
const REFUGEE_CLAIMS_KEPT       = DAY_IN_SECONDS;    // How long it is shown while the service does not answer.

add_shortcode( 'refugee_claims', 'refugee_claims_shortcode' );

/**
 * What [refugee_claims] is replaced with.
 *
 * @param array|string $attributes The attributes in the post.
 * @return string HTML.
 */
function refugee_claims_shortcode( $attributes ) {
	$question = array_filter(
		shortcode_atts(
			array(
				'actor'    => '',
				'claimant' => '',
				'topic'    => '',
				'limit'    => '10',
			),
			$attributes,
			'refugee_claims'
		)
	);
	$url  = REFUGEE_CLAIMS_API . '/claims?' . http_build_query( $question, '', '&' );
	$page = refugee_claims_page( $url );
	if ( is_wp_error( $page ) ) {
		return refugee_claims_notice( $page );
	}
	return refugee_claims_list( $page );
}

/**
 * A page of claims: as it was shown a moment ago, or asked for again by its ETag.
 *
 * @param string $url The question.
 * @return array|WP_Error The page, or why there is none.
 */
function refugee_claims_page( $url ) {
	$key   = 'refugee_claims_' . md5( $url );
	$shown = get_transient( $key . '_shown' );
	if ( $shown ) {
		return $shown;
	}

	$kept   = get_transient( $key );
	$answer = wp_remote_get(
		$url,
		array(
			'timeout'    => 5,
			'user-agent' => REFUGEE_CLAIMS_USER_AGENT,
			'headers'    => $kept ? array( 'If-None-Match' => $kept['etag'] ) : array(),
		)
	);
	$page = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( isset( $page['items'] ) ) {
		$kept = array(
			'etag' => wp_remote_retrieve_header( $answer, 'etag' ),
			'page' => $page,
		);
	}
	if ( isset( $page['items'] ) || 304 === wp_remote_retrieve_response_code( $answer ) ) {
		set_transient( $key, $kept, REFUGEE_CLAIMS_KEPT );
	}

	$shown = $kept ? $kept['page'] : refugee_claims_problem( $answer );
	set_transient( $key . '_shown', $shown, REFUGEE_CLAIMS_SHOWN );
	return $shown;
}

/**
 * Why there is no page: in the words of the service, with what would have been right.
 *
 * @param array|WP_Error $answer What came back.
 * @return WP_Error
 */
function refugee_claims_problem( $answer ) {
	if ( is_wp_error( $answer ) ) {
		return $answer;
	}
	$problem = json_decode( wp_remote_retrieve_body( $answer ), true );
	if ( ! isset( $problem['detail'] ) ) {
		return new WP_Error( 'refugee_claims', 'The service answered ' . wp_remote_retrieve_response_code( $answer ) . '.' );
	}
	$near = array_merge( ...array_column( $problem['errors'], 'suggestions' ) );
	return new WP_Error( 'refugee_claims', $problem['detail'] . ( $near ? ' Near to it: ' . implode( ', ', $near ) . '.' : '' ) );
}

/**
 * What was wrong, for those who can mend it; readers see nothing.
 *
 * @param WP_Error $error What was wrong.
 * @return string HTML.
 */
function refugee_claims_notice( $error ) {
	if ( ! current_user_can( 'edit_posts' ) ) {
		return '';
	}
	return '<p class="refugee-claims-notice">' . esc_html( $error->get_error_message() ) . '</p>';
}

/**
 * Claims as a list, with the licence of the data.
 *
 * @param array $page A page of claims.
 * @return string HTML.
 */
function refugee_claims_list( $page ) {
	$items = implode( "\n", array_map( 'refugee_claims_item', $page['items'] ) );
	return "<ul class=\"refugee-claims\">\n{$items}\n</ul>\n"
		. '<p class="refugee-claims-source">Source: Refugee Policy Facts, '
		. '<a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></p>';
}

/**
 * A claim with its attribution, and with what became of it since it was published.
 *
 * @param array $claim A claim.
 * @return string HTML.
 */
function refugee_claims_item( $claim ) {
	$notes = implode( ' ', array_column( $claim['corrections'], 'note' ) );
	$mark  = $notes ? '<br><strong>' . esc_html( ucfirst( $claim['status'] ) . ': ' . $notes ) . '</strong>' : '';
	return sprintf(
		'<li class="%s">%s<br><a href="%s">%s</a>%s</li>',
		esc_attr( 'refugee-claim-' . $claim['status'] ),
		esc_html( $claim['statement'] ),
		esc_url( REFUGEE_CLAIMS_API . $claim['url'] ),
		esc_html( $claim['attribution'] ),
		$mark
	);
}
