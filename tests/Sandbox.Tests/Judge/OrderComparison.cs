using PortfolioPlatform.Sandbox.Economy;

namespace PortfolioPlatform.Sandbox.Tests.Judge;

/// <summary>Two orders, one that rests and is cancelled, one that crosses the book.</summary>
internal static class OrderComparison
{
    public static void Check(VenueJudge judge, string method, JudgeAnswer answer, IReadOnlyList<SandboxOrder> orders)
    {
        var placed = answer.Of("createOrder");
        var (resting, taking) = (orders[^2], orders[^1]);
        if (method == "cancelOrder")
        {
            Assert.Single(answer.Of("cancelOrder"));
            Assert.Equal(OrderState.Cancelled, resting.State);
            Assert.Empty(resting.Fills);
            return;
        }

        Assert.All(placed, p => Assert.False(string.IsNullOrEmpty(p.Text("id"))));
        Assert.NotEqual(placed[0].Text("id"), placed[1].Text("id"));
        Assert.All([resting, taking], o => Assert.Equal(judge.Market, o.Market.Name));
        Assert.True(resting.Limit < taking.Limit);
        Assert.Equal((OrderState.Filled, taking.Quantity), (taking.State, taking.Filled));
        Assert.True(taking.Fills[0].Fill!.Price <= taking.Limit);
    }
}
