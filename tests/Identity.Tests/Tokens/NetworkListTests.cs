using System.Net;
using PortfolioPlatform.Identity.Tokens;

namespace PortfolioPlatform.Identity.Tests.Tokens;

public sealed class NetworkListTests
{
    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.7", true)]
    [InlineData("203.0.113.0/24", "203.0.114.7", false)]
    [InlineData("203.0.113.0/24", "::ffff:203.0.113.7", true)]
    [InlineData("203.0.113.9", "203.0.113.9", true)]
    [InlineData("203.0.113.9", "203.0.113.8", false)]
    [InlineData("10.0.0.1/8", "10.9.9.9", true)]
    [InlineData("2001:db8::/48", "2001:db8:0:1::1", true)]
    [InlineData("2001:db8::/48", "2001:db9::1", false)]
    [InlineData("2001:db8::1", "2001:db8::1", true)]
    [InlineData("::ffff:203.0.113.9", "203.0.113.9", true)]
    public void Who_calls_from_a_listed_network_may(string network, string caller, bool may) =>
        Assert.Equal(may, NetworkList.Parse([network]).Value!.Admits(IPAddress.Parse(caller)));

    [Fact]
    public void Without_a_list_everybody_may_and_with_one_nobody_unknown()
    {
        Assert.True(NetworkList.Anywhere.Admits(null));
        Assert.False(NetworkList.Parse(["10.0.0.0/8"]).Value!.Admits(null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.0/33")]
    [InlineData("fe80::1%eth0")]
    [InlineData("example.com")]
    public void What_is_no_network_is_refused(string text) => Assert.Equal("BAD_NETWORK", NetworkList.Parse([text]).Error?.Code);

    [Fact]
    public void Twenty_networks_are_enough() => Assert.False(NetworkList.Parse([.. Enumerable.Range(0, 21).Select(i => $"10.0.{i}.0/24")]).IsOk);
}
