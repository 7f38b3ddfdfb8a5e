using System.Reflection;
using PortfolioPlatform.GraphQL;
using PortfolioPlatform.GraphQL.Types;
using PortfolioPlatform.Platform;

namespace PortfolioPlatform.Host.Tests;

/// <summary>What grows with a tenant's data is a connection whose cursors are what its rows are ordered by. A plain list has to say here what bounds it.</summary>
public sealed class PlainListTests
{
    private const string Matrix = "a matrix's rows and their labels: one value, meant for one picture";
    private const string Parts = "parts that add up to one figure and are nothing without each other";
    private const string Words = "as many as the product has words for";
    private const string Stream = "an event of a stream: all there is first, then what changed";
    private const string Ids = "ids that say what one value is made of; what they name is a connection";
    private const string Law = "as many as a law has";
    private const string Years = "one for each tax year at most";
    private const string Asked = "as many as its argument asks for, which is limited, or days of one year";

    private static readonly Dictionary<string, string> Bounded = new(StringComparer.Ordinal)
    {
        ["ApiClient.networks"] = "twenty, by NetworkList", ["ApiClient.scopes"] = Words, ["Concentration.venues"] = Words, ["Concentration.chains"] = Words, ["Concentration.issuers"] = Words,
        ["Correlation.assetIds"] = Matrix, ["Correlation.rows"] = Matrix, ["Correlation.symbols"] = Matrix,
        ["CorrelationHistory.assetIds"] = Matrix, ["CorrelationHistory.points"] = Asked, ["CorrelationHistory.symbols"] = Matrix, ["CorrelationPoint.rows"] = Matrix,
        ["DerivativesExplanation.formulas"] = Words, ["ExplainedCloses.sources"] = Words, ["Explanation.formulas"] = Words, ["RiskExplanation.formulas"] = Words, ["Holding.accountIds"] = Ids, ["KeyPermissions.missing"] = Words,
        ["LossDistribution.bins"] = Asked, ["Performance.contributions"] = Parts, ["Portfolio.accountIds"] = Ids, ["Portfolio.selectedIds"] = Ids, ["Drawdowns.points"] = Asked, ["PortfolioChange.holdings"] = Stream, ["PortfolioChange.removedAssetIds"] = Stream,
        ["Query.roles"] = Words, ["Query.taxBridge"] = Law, ["Query.taxJurisdictions"] = Words, ["Query.venues"] = Words,
        ["MarginGroup.paths"] = "one for each underlying a venue has options on", ["MarginPath.points"] = Words, ["RiskLiquidity.levels"] = Words, ["Risk.methods"] = Words, ["Risk.stress"] = Words, ["RiskAfter.methods"] = Words, ["RiskBacktest.days"] = Asked, ["RiskCoverage.assetIds"] = Ids,
        ["RiskLevel.contributions"] = Parts, ["RiskNight.levels"] = Words, ["RiskNight.stress"] = Words, ["RiskMethod.levels"] = Words, ["RiskSimulation.contributions"] = Parts, ["Role.permissions"] = Words,
        ["Subscription.onPrices"] = Stream, ["Subscription.onProblems"] = Stream, ["Subscription.onReconciliation"] = Stream, ["Subscription.onRiskWarnings"] = Stream,
        ["Subscription.onSyncProgress"] = Stream, ["Subscription.onTaxReports"] = Stream,
        ["TaxClosingPayload.closedYears"] = Years, ["TaxEntity.closedYears"] = Years, ["TaxEntity.methods"] = Law, ["TaxEntity.years"] = Years,
        ["TaxPreview.losses"] = "a hundred, by its statement", ["TaxPreview.methods"] = Law, ["TaxPreview.turningLongTerm"] = "a hundred, by its statement", ["TaxProblem.answers"] = Words,
        ["TaxReport.files"] = Law, ["TaxReportDifference.changes"] = "five hundred, by its statement; its count says how many there are", ["TaxYear.bridge"] = Law, ["TaxYear.lines"] = Law, ["TaxYear.methods"] = Law,
        ["TaxYear.sensitive"] = "twenty, by its statement", ["Transaction.flags"] = Words, ["Transaction.legs"] = "what one event moved: no event is told without all its legs", ["Viewer.roles"] = Words,
    };

    [Fact]
    public void Every_plain_list_says_what_bounds_it_and_all_others_are_connections()
    {
        var lists = SchemaTests.Schema().Types.Values.OfType<FieldsType>().Where(t => !t.Name.StartsWith("__", StringComparison.Ordinal) && !t.Name.EndsWith("Connection", StringComparison.Ordinal))
            .SelectMany(t => t.Fields.Values.Where(f => f.Name != "errors" && (f.Type is ListType || (f.Type as NonNullType)?.Inner is ListType)).Select(f => $"{t}.{f.Name}"));
        Assert.Equal(Bounded.Keys.Order(StringComparer.Ordinal), lists.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_cursor_is_a_place_in_a_list()
    {
        var code = Product.Parts.Modules.Select(m => m.GetType().Assembly).Append(typeof(IDatabase).Assembly).Distinct();
        var paged = code.SelectMany(a => a.GetTypes()).SelectMany(t => t.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(m => m.IsDefined(typeof(UsePagingAttribute))).ToArray();
        Assert.InRange(paged.Length, 40, int.MaxValue);
        Assert.Empty(paged.Where(m => !IsConnection(m)).Select(m => $"{m.DeclaringType!.Name}.{m.Name}"));
    }

    private static bool IsConnection(MemberInfo member)
    {
        var type = member is MethodInfo method ? method.ReturnType : ((PropertyInfo)member).PropertyType;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>)) type = type.GetGenericArguments()[0];
        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Connection<>);
    }
}
