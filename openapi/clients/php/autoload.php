<?php

// What vendor/autoload.php does in a project with Composer: it finds the classes of Guzzle, as Debian has it, and those of the client.

declare(strict_types=1);

require_once 'GuzzleHttp/autoload.php';

spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/client/lib/' . strtr($class, ['Newsroom\\Facts\\' => '', '\\' => '/']) . '.php';
    if (is_file($file)) {
        require $file;
    }
});
