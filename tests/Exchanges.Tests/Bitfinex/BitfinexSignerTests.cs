using PortfolioPlatform.Bitfinex;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Exchanges.Tests.Bitfinex;

public sealed class BitfinexSignerTests
{
    private static readonly Secret Key = new("testsecret-bfx");

    [Fact]
    public void A_request_is_signed_as_the_venue_document_shows() =>
        Assert.Equal(
            "1d43d8d261084825a5b0fabf260d7f8254cfb1379737b16248cb717dcf9e9248de95bfd7e222ec84f4686dd1480f632f",
            BitfinexSigner.Sign(Key, "v2/auth/r/wallets", 1700000000000000, "{}"));

    [Fact]
    public void A_stream_login_is_signed_as_the_venue_document_shows()
    {
        Assert.Equal("AUTH1700000000000000", BitfinexSigner.StreamPayload(1700000000000000));
        Assert.Equal("98256646b25c966d1ed1e084d1dc44b760db2fa8a1d060c0025b9845b71c5198e85bb421bb00d1f9a89919b4fde281b3", BitfinexSigner.SignStream(Key, 1700000000000000));
    }
}
