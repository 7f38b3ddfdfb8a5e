using PortfolioPlatform.Binance;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Binance;

/// <summary>The three kinds of key. Ed25519 vectors: seed 01 02 … 20, signed by another implementation (Node's crypto); the scheme has no randomness.</summary>
public sealed class BinanceSignerTests
{
    private const string Pem = """
        -----BEGIN PRIVATE KEY-----
        MC4CAQAwBQYDK2VwBCIEIAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g
        -----END PRIVATE KEY-----
        """;

    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_000);
    private static readonly BinanceSigner Signer = new();

    [Theory]
    [InlineData("testsecret-binance", "ebb3a50658a24bd448cab66e823afd4c5455e8121f1c05d150eaeb1c858011f8")]
    [InlineData(Pem, "9CRmHd+4fK7HyU7qvujB0P/yF3TKOEjTcNUw6d51v09pYv1Dal+BzAqTYf1RGrDdTPJRRtKoNSppcFDsfN7fDQ==")]
    public void A_request_is_signed_as_the_key_asks_for(string secret, string expected)
    {
        var request = VenueRequest.Get("/api/v3/account").With("omitZeroBalances", "true");

        var signed = Signer.Sign(request, new VenueCredentials("testkey", new Secret(secret)), new SigningStamp(Time, 0, "", ""));

        Assert.Equal(expected, signed.Query.Single(parameter => parameter.Key == "signature").Value);
    }

    [Theory]
    [InlineData("testsecret-binance", "1cc6869067b091dd2c0a6b06521b3631a166e7c016b3ba7119fd54692fbc2133")]
    [InlineData(Pem, "zbt2AlcDAkeqdKpg7sC/F8QtzJExSa4A65QtfVaOXEG/4fDKeFKuK2JciLPErd4+34jrjWUDcLO96IkmqYqPAg==")]
    public void The_stream_too(string secret, string expected) =>
        Assert.Equal(expected, BinanceSigner.SignStream(new VenueCredentials("testkey", new Secret(secret)), Time).Single(parameter => parameter.Key == "signature").Value);
}
