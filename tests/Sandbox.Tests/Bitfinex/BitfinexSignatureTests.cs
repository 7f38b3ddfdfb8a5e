using System.Text;
using PortfolioPlatform.Sandbox.Bitfinex;

namespace PortfolioPlatform.Sandbox.Tests.Bitfinex;

public sealed class BitfinexSignatureTests
{
    private const string Secret = "testsecret-bfx";
    private const string Rest = "1d43d8d261084825a5b0fabf260d7f8254cfb1379737b16248cb717dcf9e9248de95bfd7e222ec84f4686dd1480f632f";
    private const string Stream = "98256646b25c966d1ed1e084d1dc44b760db2fa8a1d060c0025b9845b71c5198e85bb421bb00d1f9a89919b4fde281b3";

    [Fact]
    public void The_published_vectors_are_accepted()
    {
        Assert.True(BitfinexSignature.IsRest(Secret, "/v2/auth/r/wallets", "1700000000000000", "{}"u8, Rest));
        Assert.True(BitfinexSignature.IsStream(Secret, "AUTH1700000000000000", Stream));
    }

    [Theory]
    [InlineData("other", "/v2/auth/r/wallets", "1700000000000000", "{}")]
    [InlineData(Secret, "/v2/auth/r/orders", "1700000000000000", "{}")]
    [InlineData(Secret, "/v2/auth/r/wallets", "1700000000000001", "{}")]
    [InlineData(Secret, "/v2/auth/r/wallets", "1700000000000000", "{ }")]
    public void Any_other_secret_path_nonce_or_body_is_refused(string secret, string path, string nonce, string body) =>
        Assert.False(BitfinexSignature.IsRest(secret, path, nonce, Encoding.UTF8.GetBytes(body), Rest));
}
