"""The papers of the count: 唱分单, 统分记录, 抽查核对单."""
