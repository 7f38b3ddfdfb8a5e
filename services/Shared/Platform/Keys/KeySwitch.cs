using Amazon.KeyManagementService;
using Microsoft.Extensions.Configuration;

namespace PortfolioPlatform.Platform.Keys;

/// <summary>
/// Reads <c>Keys:Service</c>: <c>file:PATH</c> (default: the data folder's), <c>pkcs11:MODULE?token=LABEL&amp;key=LABEL</c> (PIN in <c>Keys:Pin</c>),
/// <c>vault:https://HOST:PORT/MOUNT/KEY</c> (token in <c>Keys:Token</c> or the file <c>Keys:TokenFile</c>), <c>aws:KEY-ID-OR-ARN?region=R</c>;
/// and <c>Keys:Previous</c>, of the same form, separated by blanks.
/// </summary>
internal static class KeySwitch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static IKeyService Open(IConfiguration configuration, string dataFolder)
    {
        var service = configuration["Keys:Service"] ?? (configuration["Keys:File"] is { } file ? "file:" + file : "file:");
        var previous = (configuration["Keys:Previous"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new KeyServices(Open(service, configuration, dataFolder), [.. previous.Select(p => Open(p, configuration, dataFolder))]);
    }

    private static IKeyService Open(string service, IConfiguration configuration, string dataFolder)
    {
        var (kind, rest) = service.Split(':', 2) is [var k, var r] ? (k, r) : (service, "");
        return kind switch
        {
            "file" => FileKeys.Open(rest.Length == 0 ? null : rest, dataFolder),
            "pkcs11" => Token(rest, configuration),
            "vault" => Vault(rest, configuration),
            "aws" => Aws(rest),
            _ => throw new StartupException($"Keys__Service begins with file:, pkcs11:, vault: or aws:, not '{kind}'."),
        };
    }

    private static Pkcs11Keys Token(string rest, IConfiguration configuration)
    {
        var (module, options) = Parts(rest);
        if (!options.TryGetValue("token", out var token)) throw new StartupException("Keys__Service=pkcs11: needs a token: pkcs11:/path/of/module.so?token=LABEL&key=LABEL.");
        var pin = configuration["Keys:Pin"] ?? throw new StartupException("The PKCS#11 token needs its PIN in Keys__Pin.");
        return Pkcs11Keys.Open(module, token, options.GetValueOrDefault("key", "portfolio-master"), pin);
    }

    private static VaultKeys Vault(string rest, IConfiguration configuration)
    {
        if (!Uri.TryCreate(rest, UriKind.Absolute, out var address) || address.Segments.Length < 3) throw new StartupException("Keys__Service=vault: needs address, mount and key: vault:https://host:8200/transit/portfolio.");
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback) throw new StartupException($"Vault at {address.Host} must be asked over https.");
        var mount = string.Concat(address.Segments[1..^1]).Trim('/');
        Func<string> token = configuration["Keys:TokenFile"] is { } file ? () => Read(file) : () => configuration["Keys:Token"] ?? throw new KeyServiceException("Vault needs a token in Keys__Token or Keys__TokenFile.");
        token();
        return new VaultKeys(new HttpClient { BaseAddress = new Uri(address, $"/v1/{mount}/"), Timeout = Patience }, address.Segments[^1].Trim('/'), token);
    }

    private static AwsKeys Aws(string rest)
    {
        var (key, options) = Parts(rest);
        if (key.Length == 0) throw new StartupException("Keys__Service=aws: needs a key: aws:alias/portfolio?region=eu-central-1.");
        var config = new AmazonKeyManagementServiceConfig { Timeout = Patience, MaxErrorRetry = 2 };
        var region = options.GetValueOrDefault("region") ?? (key.Split(':') is ["arn", _, _, var r, ..] ? r : null);
        if (options.TryGetValue("endpoint", out var endpoint)) (config.ServiceURL, config.AuthenticationRegion) = (endpoint, region);
        else if (region is not null) config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(region);
        return new AwsKeys(new AmazonKeyManagementServiceClient(config), key);
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KeyServiceException($"The file of Vault's token (Keys__TokenFile) cannot be read: {error.Message}", error);
        }
    }

    private static (string Head, Dictionary<string, string> Options) Parts(string rest)
    {
        var at = rest.IndexOf('?', StringComparison.Ordinal);
        var pairs = at < 0 ? [] : rest[(at + 1)..].Split('&', StringSplitOptions.RemoveEmptyEntries);
        return (at < 0 ? rest : rest[..at], pairs.Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => Uri.UnescapeDataString(p.ElementAtOrDefault(1) ?? ""), StringComparer.Ordinal));
    }
}
